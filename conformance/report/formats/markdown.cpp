// A run for the summary page of a CI system; formats.h declares it.
#include <algorithm>
#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "base/text/utf8.h"
#include "conformance/model/basis.h"
#include "conformance/model/display.h"
#include "conformance/report/failure_text.h"
#include "conformance/report/formats.h"
#include "conformance/report/formats/drift_markdown.h"
#include "conformance/report/formats/markdown_text.h"
#include "conformance/report/summary.h"

namespace mockmeter::conformance {
namespace {

// Source: GitHub, workflow commands, "Job summaries are isolated between steps and each step is
// restricted to a maximum size of 1MiB". What follows the failures needs some of it.
constexpr std::size_t kRoomForFailures = 700'000;
constexpr std::size_t kMostOfALine = 2000;
constexpr std::size_t kMaxListItems = 50;

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

std::string headline_text(const RunRecord& run) {
  const bool is_client = run.side == Side::kClient;
  std::string text = std::string("## mockmeter ") + (is_client ? "conform" : "check") + ": " +
                     sentence(run.client.name);
  if (!run.client.version.empty()) text += ' ' + sentence(run.client.version);
  text += "\n\n**" + escape_markdown(result_line(run)) + "**, ";
  if (is_client) text += "profile " + run.profile + ", ";
  text += "mockmeter " + escape_markdown(run.version);
  if (is_client) text += ", `--seed " + std::to_string(run.seed) + '`';
  return text + "\n\n" + (run.interrupted ? "**Interrupted: the rest was not run.**\n\n" : "");
}

/// A row per provider, a column per profile.
std::string profiles_text(const RunRecord& run) {
  std::vector<std::string> profiles;
  std::map<std::string, std::map<std::string, std::string>> cells;
  for (const ProfileResult& each : profile_results(run)) {
    if (profiles.empty() || profiles.back() != each.profile) profiles.push_back(each.profile);
    const std::string status = each.text();
    cells[each.provider][each.profile] = status.empty() ? "not declared" : escape_markdown(status);
  }
  if (cells.empty()) return {};
  std::vector<std::string> head{"provider"};
  head.insert(head.end(), profiles.begin(), profiles.end());
  std::string text = table_row(head) + table_row(std::vector<std::string>(head.size(), "---"));
  for (auto& [provider, statuses] : cells) {
    std::vector<std::string> line{escape_markdown(provider)};
    for (const std::string& profile : profiles) line.push_back(statuses[profile]);
    text += table_row(line);
  }
  return text + '\n';
}

/// The first sentences that the client broke, with where they stand.
std::string requirements_text(const CaseResult& result) {
  std::string text;
  const auto broken = broken_requirements(result);
  const std::size_t all = broken.size();
  for (std::size_t index = 0; index < std::min(all, kMostRequirements); ++index) {
    const Requirement& each = *broken[index];
    text += "> **" + escape_markdown(each.id) + "** (" + std::string(to_string(each.level)) + ", " +
            escape_markdown(each.evidence) + "): " + escape_markdown(each.text) + "\n> <a href=\"" +
            escape_markdown(each.url) + "\">" + escape_markdown(each.document) + "</a>\n>\n";
  }
  return text + '\n';
}

std::string failure_section(const CaseResult& result) {
  std::string told;
  std::string commands;
  for (const FailureLine& line : failure_lines(result)) {
    const std::string text = truncate(to_utf8(line.text), kMostOfALine) + '\n';
    if (line.kind == LineKind::kRequirement || line.kind == LineKind::kSource) continue;
    if (line.kind == LineKind::kCurl) {
      commands += text;
    } else {
      told += padded(std::string(line.label()), kLabelWidth) + text;
    }
  }
  const Case& subject = *result.subject;
  return "<details><summary><b>" + std::string(to_string(result.verdict)) + "</b> <code>" +
         escape_markdown(subject.id) + "</code><br>" + escape_markdown(subject.title) +
         "</summary>\n\n" + requirements_text(result) + fenced("text", told) +
         fenced("sh", commands) + "\n</details>\n\n";
}

std::string failures_text(const RunRecord& run, std::size_t room) {
  std::string text;
  std::size_t left_out = 0;
  for (const CaseResult& result : run.results) {
    if (effect_of(result.verdict, run.level) < RunEffect::kFails) continue;
    const std::string section = left_out == 0 ? failure_section(result) : std::string();
    if (left_out != 0 || text.size() + section.size() > room) {
      ++left_out;
    } else {
      text += section;
    }
  }
  if (left_out == 0) return text;
  return text + "**" + pluralize(left_out, "failure") +
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

/// What was missed and does not fail the run, a line each.
std::string missed_list(const RunRecord& run, Verdict verdict) {
  std::vector<std::string> lines;
  for (const CaseResult& result : run.results) {
    if (result.verdict != verdict || fails_run(verdict, run.level)) continue;
    lines.push_back("<code>" + escape_markdown(result.subject->id) +
                    "</code>: " + sentence(failure_summary(result)));
  }
  return collapsible_list(std::string(to_string(verdict)) + ": " + pluralize(lines.size(), "case"),
                          lines);
}

/// What was not evaluated, a line for each reason.
std::string not_evaluated_list(const RunRecord& run, Verdict verdict) {
  std::vector<std::string> lines;
  for (const auto& [reason, count] : count_reasons(run, verdict)) {
    lines.push_back(pluralize(count, "case") + ": " + sentence(reason));
  }
  return collapsible_list(
      std::string(to_string(verdict)) + ": " + pluralize(count(run.results, verdict), "case"),
      lines);
}

std::string notes_list(const std::vector<std::string>& notes, const std::string& name,
                       bool is_open) {
  std::vector<std::string> lines;
  for (const std::string& note : notes) lines.push_back(sentence(note));
  return collapsible_list(pluralize(lines.size(), name), lines, is_open);
}

}  // namespace

std::string markdown_report(const RunRecord& run) {
  std::string text = headline_text(run);
  if (run.drift) text += drift_markdown(*run.drift);
  text += profiles_text(run) + failures_text(run, kRoomForFailures) +
          notes_list(run.problems, "problem", true);
  for (const Verdict each : {Verdict::kKnownFailure, Verdict::kWarning, Verdict::kAdvisory}) {
    text += missed_list(run, each);
  }
  for (const Verdict each : {Verdict::kUnsupported, Verdict::kNotRun}) {
    text += not_evaluated_list(run, each);
  }
  return text + notes_list(run.warnings, "warning", false);
}

}  // namespace mockmeter::conformance
