// One page with everything in it; formats.h declares it. The page's script renders the page's data;
// a browser without scripts shows the report as text.
#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "base/files/sha256.h"
#include "base/text/ascii.h"
#include "base/text/base64.h"
#include "base/text/utf8.h"
#include "conformance/report/failure_text.h"
#include "conformance/report/formats.h"
#include "conformance/report/formats/xml_text.h"
#include "conformance/report/stream/drift_event.h"
#include "conformance/report/stream/events.h"
#include "conformance/report/summary.h"
#include "conformance/suite/profile.h"
#include "schemas/data/embedded_files.h"

namespace mockmeter {

EmbeddedFiles page_table();  // the build makes it

namespace conformance {
namespace {

/// Modules of base/page/. Each may use what those before it define.
constexpr std::array<std::string_view, 2> kModules{"elements.js", "clipboard.js"};
/// These may use all modules, and what those before them define.
constexpr std::array<std::string_view, 10> kScripts{
    "model.js", "filter.js", "copy.js",    "detail.js", "grid.js",
    "bench.js", "drift.js",  "summary.js", "keys.js",   "main.js"};

/// A file of conformance/report/formats/html/ as it was when the program was built.
std::string_view page_file(std::string_view name) {
  return find_file(page_table(), "conformance/report/formats/html/" + std::string(name)).value();
}

/// A file of base/page/, which the dashboard has, too.
std::string_view shared_file(std::string_view name) {
  return find_file(page_table(), "base/page/" + std::string(name)).value();
}

/// A module without its imports, a line each, and its exports: one script for all needs neither.
std::string module_script(std::string_view name) {
  constexpr std::string_view kExport = "export ";
  std::string script;
  for (std::string_view rest = shared_file(name); !rest.empty();) {
    std::string_view line = rest.substr(0, rest.find('\n') + 1);
    rest.remove_prefix(line.size());
    if (line.starts_with("import ")) continue;
    if (line.starts_with(kExport)) line.remove_prefix(kExport.size());
    script += line;
  }
  return script;
}

/// One file after the other, in a function of its own.
std::string page_script() {
  std::string script = "(() => {\n'use strict';\n";
  for (const std::string_view name : kModules) script += module_script(name);
  for (const std::string_view name : kScripts) script += page_file(name);
  return script + "})();\n";
}

Json case_document(const CaseResult& result, Level level, Json& requirements) {
  Json document = case_event(result, level);
  document["requirements"] = Json::array();
  for (const Requirement* each : result.subject->requirements) {
    document["requirements"].push_back(each->id);
    requirements[each->id] = requirement_document(*each);
  }
  // Traffic is most of the data, and that of a passed case explains nothing.
  if (result.verdict == Verdict::kPass) document.erase("exchanges");
  if (!info_of(result.verdict).is_told) return document;
  for (const FailureLine& line : failure_lines(result)) {
    document["lines"].push_back({line.label(), line.text});
  }
  return document;
}

Json column_document(const Column& column, Json& document) {
  const RunRecord& run = column.run;
  Json cases = Json::array();
  for (const CaseResult& result : run.results) {
    cases.push_back(case_document(result, run.level, document["requirements"]));
    const std::string& code = result.subject->topic;
    document["topics"][code] = topic(code).title;
  }
  Json profiles = Json::array();
  for (const ProfileResult& each : profile_results(run)) {
    profiles.push_back({{"provider", each.provider},
                        {"profile", each.profile},
                        {"name", each.status.name},
                        {"icon", each.status.icon},
                        {"tone", each.status.tone},
                        {"counts", each.counts}});
  }
  Json column_data = {{"label", column.label},       {"header", header_event(run)},
                      {"footer", footer_event(run)}, {"profiles", std::move(profiles)},
                      {"others", run.other_events},  {"cases", std::move(cases)}};
  if (run.drift) {
    column_data["drift"] = drift_event(*run.drift);
    column_data["drift"]["notes"] = drift_notes(*run.drift);
  }
  return column_data;
}

/// The data that the page's script renders:
///   verdicts      the look of each
///   columns       per run: label, header and footer of its stream, where the client stands in each
///                 profile, other lines of its stream, drift when there is any, cases with ids of
///                 requirements, and with failure_lines() for what is told at length
///   requirements  by id
///   topics        titles, by code
Json page_data(const std::vector<Column>& columns) {
  Json document = {{"verdicts", Json::array()},
                   {"columns", Json::array()},
                   {"requirements", Json::object()},
                   {"topics", Json::object()}};
  for (const VerdictInfo& each : kVerdicts) {
    document["verdicts"].push_back({{"name", each.name}, {"icon", each.icon}, {"tone", each.tone}});
  }
  for (const Column& column : columns) {
    document["columns"].push_back(column_document(column, document));
  }
  return document;
}

/// A document as a script element holds it: ASCII, without "<".
std::string script_json(const Json& document) {
  std::string text = document.dump(-1, ' ', true, Json::error_handler_t::replace);
  for (std::size_t at = 0; (at = text.find('<', at)) != text.npos;) text.replace(at, 1, "\\u003c");
  return text;
}

/// Ranges of characters that are invisible or change the direction of text. elements.js has the
/// same ranges, and C0 controls, which xml_text() replaces.
constexpr std::array<std::pair<std::string_view, std::string_view>, 8> kUnseen{
    {{"\x7f", "\x7f"},
     {"\u0080", "\u009f"},
     {"\u00ad", "\u00ad"},
     {"\u061c", "\u061c"},
     {"\u200b", "\u200f"},
     {"\u2028", "\u202e"},
     {"\u2060", "\u206f"},
     {"\ufeff", "\ufeff"}}};

/// Escapes a text for HTML, with U+FFFD instead of characters of kUnseen.
std::string html_text(std::string_view text) {
  const std::string valid = to_utf8(text);
  std::string to_display;
  for (std::string_view rest = valid; !rest.empty();) {
    const std::string_view character = rest.substr(0, next_utf8_sequence(rest).bytes);
    const bool is_unseen = std::ranges::any_of(kUnseen, [&](const auto& range) {
      return range.first <= character && character <= range.second;
    });
    to_display += is_unseen ? kReplacementCharacter : character;
    rest.remove_prefix(character.size());
  }
  return xml_text(to_display);
}

/// The whole report for a browser without scripts.
std::string plain_report(const std::vector<Column>& columns) {
  std::string text = columns.size() > 1 ? text_matrix(columns) : std::string();
  for (const Column& column : columns) {
    if (columns.size() > 1) text += "\n\n" + printable(column.label) + "\n\n";
    text += text_report(column.run, false);
  }
  return html_text(text);
}

std::string hash_source(std::string_view text) {
  return "'sha256-" + base64_encode(sha256(text)) + '\'';
}

/// Allows the page's own style and script by their digests, and nothing else.
std::string policy(std::string_view style, std::string_view script) {
  return "default-src 'none'; style-src " + hash_source(style) + "; script-src " +
         hash_source(script) + "; img-src data:; base-uri 'none'; form-action 'none'";
}

/// `page` with each {{name}} replaced, once: what is filled in is not looked at again.
std::string filled(std::string_view page, const std::map<std::string, std::string>& values) {
  std::string result;
  while (true) {
    const std::size_t begin = page.find("{{");
    result += page.substr(0, begin);
    if (begin == page.npos) return result;
    const std::size_t end = page.find("}}", begin);
    result += values.at(std::string(page.substr(begin + 2, end - begin - 2)));
    page.remove_prefix(end + 2);
  }
}

}  // namespace

std::string html_matrix(const std::vector<Column>& columns) {
  const std::string style = std::string(shared_file("theme.css")).append(page_file("style.css"));
  const std::string script = page_script();
  return filled(page_file("page.html"), {{"policy", policy(style, script)},
                                         {"style", style},
                                         {"report", plain_report(columns)},
                                         {"data", script_json(page_data(columns))},
                                         {"script", script}});
}

std::string html_report(const RunRecord& run) { return html_matrix(side_by_side({{"", run}})); }

}  // namespace conformance
}  // namespace mockmeter
