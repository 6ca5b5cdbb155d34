// A run for the summary page of a CI system; formats.h declares it.
#include <algorithm>
#include <array>
#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/ascii.h"
#include "base/utf8.h"
#include "conformance/model/contains.h"
#include "conformance/model/shown.h"
#include "conformance/report/failure_text.h"
#include "conformance/report/formats.h"

namespace mockmeter::conformance {
namespace {

// Source: GitHub, workflow commands, "Job summaries are isolated between steps and each step is
// restricted to a maximum size of 1MiB". What follows the failures needs some of it.
constexpr std::size_t kRoomForFailures = 700'000;
constexpr std::size_t kMostOfALine = 2000;
constexpr std::size_t kMostOfASentence = 160;  // each byte of it may become six
constexpr std::size_t kMaxListItems = 50;

/// Signs that Markdown or HTML would take for its own; as references they are text wherever they
/// stand, in tables and in HTML too.
constexpr std::string_view kMarkdownSigns = "&<>\"'\\`*_[]|~#$";

std::string escape_markdown(std::string_view text) {
  std::string out;
  for (const char c : printable(to_utf8(text))) {
    if (kMarkdownSigns.find(c) == kMarkdownSigns.npos) {
      out += c;
    } else {
      out += "&#" + std::to_string(static_cast<int>(c)) + ';';
    }
  }
  return out;
}

std::string truncate(const std::string& text, std::size_t most) {
  return text.size() <= most ? text : to_utf8(text.substr(0, most)) + "...";
}

/// One that may be long, between the lines of a page.
std::string sentence(const std::string& text) {
  return escape_markdown(truncate(text, kMostOfASentence));
}

/// Three backticks, or as many as no text between them has.
std::string fence_around(const std::string& text) {
  std::size_t longest = 0;
  std::size_t run = 0;
  for (const char c : text) {
    run = c == '`' ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  return std::string(std::max<std::size_t>(3, longest + 1), '`');
}

std::string fenced(const char* language, const std::string& text) {
  const std::string fence = fence_around(text);
  return text.empty() ? text : fence + language + '\n' + text + fence + '\n';
}

std::string headline_text(const Events& events) {
  const Json& header = header_of(events);
  const Json& client = header["client"];
  const std::string version = text_of(client, "version");
  std::string text = "## mockmeter conform: " + sentence(text_of(client, "name"));
  if (!version.empty()) text += ' ' + sentence(version);
  text += "\n\n**" + escape_markdown(text_of(footer_of(events), "last")) + "**, profile " +
          text_of(header, "profile") + ", mockmeter " +
          escape_markdown(text_of(header, "mockmeter")) + ", `--seed " + header["seed"].dump() +
          "`\n\n";
  if (footer_of(events)["interrupted"].get<bool>()) {
    text += "**Interrupted: the rest was not run.**\n\n";
  }
  return text;
}

template <typename Values>
std::string row(const Values& values) {
  std::string text = "|";
  for (const auto& value : values) text += ' ' + std::string(value) + " |";
  return text + '\n';
}

/// A row per provider, a column per profile.
std::string standings_text(const Json& standings) {
  std::vector<std::string> profiles;
  std::map<std::string, std::map<std::string, std::string>> cells;
  for (const Json& each : standings) {
    const std::string profile = text_of(each, "profile");
    if (profiles.empty() || profiles.back() != profile) profiles.push_back(profile);
    const std::string status = text_of(each, "status");
    cells[text_of(each, "provider")][profile] =
        status.empty() ? "not claimed" : escape_markdown(status);
  }
  if (cells.empty()) return {};
  std::vector<std::string> head{"provider"};
  head.insert(head.end(), profiles.begin(), profiles.end());
  std::string text = row(head) + row(std::vector<std::string>(head.size(), "---"));
  for (const auto& [provider, statuses] : cells) {
    std::vector<std::string> line{escape_markdown(provider)};
    for (const std::string& profile : profiles) {
      const auto found = statuses.find(profile);
      line.push_back(found == statuses.end() ? "" : found->second);
    }
    text += row(line);
  }
  return text + '\n';
}

/// The first sentences that bind the client, with where they stand.
std::string requirements_text(const Json& event) {
  std::string text;
  const Json& requirements = event["requirements"];
  for (std::size_t index = 0; index < std::min(requirements.size(), kMostRequirements); ++index) {
    const Json& requirement = requirements[index];
    text += "> **" + escape_markdown(text_of(requirement, "id")) + "** (" +
            escape_markdown(text_of(requirement, "level")) + ", " +
            escape_markdown(text_of(requirement, "evidence")) +
            "): " + escape_markdown(text_of(requirement, "text")) + "\n> <a href=\"" +
            escape_markdown(text_of(requirement, "url")) + "\">" +
            escape_markdown(text_of(requirement, "document")) + "</a>\n>\n";
  }
  return text + '\n';
}

/// What stands in a fence of its own, or above.
constexpr std::array<std::string_view, 3> kElsewhere{"requirement", "source", "curl"};

std::string failure_section(const Json& event) {
  std::string told;
  std::string commands;
  for (const auto& [label, line] : failure_lines(event)) {
    if (label == "curl") commands += truncate(to_utf8(line), kMostOfALine) + '\n';
    if (contains(kElsewhere, label)) continue;
    told += padded(label, kLabelWidth) + truncate(to_utf8(line), kMostOfALine) + '\n';
  }
  return "<details><summary><b>" + escape_markdown(text_of(event, "verdict")) + "</b> <code>" +
         escape_markdown(text_of(event, "id")) + "</code><br>" +
         escape_markdown(text_of(event, "title")) + "</summary>\n\n" + requirements_text(event) +
         fenced("text", told) + fenced("sh", commands) + "\n</details>\n\n";
}

bool is_told_at_length(const Json& event) {
  return event["fails"].get<bool>() || text_of(event, "verdict") == "harness error";
}

std::string failures_text(const Events& events, std::size_t room) {
  std::string text;
  std::size_t left_out = 0;
  for (const Json* event : cases_of(events)) {
    if (!is_told_at_length(*event)) continue;
    const std::string section = left_out == 0 ? failure_section(*event) : std::string();
    if (left_out != 0 || text.size() + section.size() > room) {
      ++left_out;
    } else {
      text += section;
    }
  }
  if (left_out == 0) return text;
  return text + "**" + counted(left_out, "failure") +
         " more: no room on this page, `--report json=FILE` has them all.**\n\n";
}

std::string collapsible_list(const std::string& summary, const std::vector<std::string>& lines,
                             bool is_open = false) {
  if (lines.empty()) return {};
  std::string text = std::string(is_open ? "<details open>" : "<details>") + "<summary>" + summary +
                     "</summary>\n\n";
  for (std::size_t index = 0; index < std::min(lines.size(), kMaxListItems); ++index) {
    text += "- " + lines[index] + '\n';
  }
  if (lines.size() > kMaxListItems) {
    text += "- and " + std::to_string(lines.size() - kMaxListItems) + " more\n";
  }
  return text + "\n</details>\n\n";
}

std::vector<const Json*> with_verdict(const Events& events, std::string_view verdict) {
  std::vector<const Json*> found = cases_of(events);
  std::erase_if(found, [verdict](const Json* event) {
    return (*event)["fails"].get<bool>() || text_of(*event, "verdict") != verdict;
  });
  return found;
}

/// What was missed and does not fail the run, a line each.
std::string missed_list(const Events& events, std::string_view verdict) {
  std::vector<std::string> lines;
  for (const Json* event : with_verdict(events, verdict)) {
    lines.push_back("<code>" + escape_markdown(text_of(*event, "id")) +
                    "</code>: " + sentence(failure_summary(*event)));
  }
  return collapsible_list(std::string(verdict) + ": " + counted(lines.size(), "case"), lines);
}

/// What was not judged, a line for each reason.
std::string not_judged_list(const Events& events, std::string_view verdict) {
  std::map<std::string, std::size_t> reasons;
  const std::vector<const Json*> cases = with_verdict(events, verdict);
  for (const Json* event : cases) ++reasons[text_of(*event, "reason")];
  std::vector<std::string> lines;
  for (const auto& [reason, count] : reasons) {
    lines.push_back(counted(count, "case") + ": " + sentence(reason));
  }
  return collapsible_list(std::string(verdict) + ": " + counted(cases.size(), "case"), lines);
}

std::string notes_list(const Json& notes, const std::string& name, bool is_open) {
  std::vector<std::string> lines;
  for (const Json& note : notes) lines.push_back(sentence(note.get<std::string>()));
  return collapsible_list(counted(lines.size(), name), lines, is_open);
}

}  // namespace

std::string markdown_report(const Events& events) {
  const Json& footer = footer_of(events);
  std::string text = headline_text(events) + standings_text(footer["standings"]) +
                     failures_text(events, kRoomForFailures) +
                     notes_list(footer["problems"], "problem", true);
  for (const char* verdict : {"known failure", "warning", "advisory"}) {
    text += missed_list(events, verdict);
  }
  for (const char* verdict : {"unsupported", "not run"}) text += not_judged_list(events, verdict);
  return text + notes_list(footer["warnings"], "warning", false);
}

}  // namespace mockmeter::conformance
