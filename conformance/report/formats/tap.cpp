// A run as the Test Anything Protocol has it; formats.h declares it.
#include <cstddef>
#include <string>
#include <string_view>

#include "base/text/ascii.h"
#include "conformance/report/failure_text.h"
#include "conformance/report/formats.h"
#include "conformance/report/summary.h"

namespace mockmeter::conformance {
namespace {

// Source: TAP 14, "Harnesses may interpret ostensibly TAP13 streams as TAP14". Observed: prove(1)
// before 3.48 fails a stream that says 14, and reads all that is written here.
constexpr std::string_view kTapVersion = "TAP version 13\n";

/// Source: TAP 14, "Escaping": a '#' would begin a directive.
std::string escape_tap(std::string_view text) {
  std::string out;
  for (const char c : printable(std::string(text))) {
    if (c == '#' || c == '\\') out += '\\';
    out += c;
  }
  return out;
}

/// As YAML, in blocks; every scalar is written as JSON has it, which YAML reads the same.
std::string yaml(const Json& value, const std::string& indent) {
  if (!value.is_structured() || value.empty()) return ' ' + json_text(value) + '\n';
  std::string text = "\n";
  for (const auto& [name, item] : value.items()) {
    text += indent + (value.is_object() ? name + ':' : "-") + yaml(item, indent + "  ");
  }
  return text;
}

/// What is empty has nothing to say.
void add_unless_empty(Json& document, const char* name, const Json& value) {
  const bool is_empty =
      value.is_string() ? value.get_ref<const std::string&>().empty() : value.empty();
  if (!is_empty) document[name] = value;
}

/// The lines of one kind.
Json told(const CaseResult& result, LineKind kind) {
  Json lines = Json::array();
  for (const FailureLine& line : failure_lines(result)) {
    if (line.kind == kind) lines.push_back(line.text);
  }
  return lines;
}

Json missed_document(const CaseResult& result) {
  Json missed = Json::array();
  for (const Assertion& check : result.checks) {
    if (check.passed) continue;
    missed.push_back(
        {{"check", check.name}, {"expected", check.expected}, {"actual", check.actual}});
    add_unless_empty(missed.back(), "difference", check.difference);
  }
  return missed;
}

std::string diagnostics(const CaseResult& result, bool fails) {
  Json document = {{"message", failure_summary(result)},
                   {"severity", fails ? "fail" : "todo"},
                   {"verdict", to_string(result.verdict)}};
  add_unless_empty(document, "requirements", told(result, LineKind::kRequirement));
  add_unless_empty(document, "sources", told(result, LineKind::kSource));
  add_unless_empty(document, "missed", missed_document(result));
  add_unless_empty(document, "reason", result.reason);
  add_unless_empty(document, "calls", told(result, LineKind::kCall));
  add_unless_empty(document, "wire", told(result, LineKind::kWire));
  add_unless_empty(document, "curl", told(result, LineKind::kCurl));
  add_unless_empty(document, "likely_cause", result.likely_cause);
  add_unless_empty(document, "known_failing_line", result.known_failing_line);
  return "  ---" + yaml(document, "  ") + "  ...\n";
}

std::string test_point(std::size_t number, bool is_ok, const std::string& description) {
  return std::string(is_ok ? "ok " : "not ok ") + std::to_string(number) + " - " +
         escape_tap(description);
}

std::string case_text(std::size_t number, const CaseResult& result, Level level) {
  const VerdictInfo& verdict = info_of(result.verdict);
  const bool fails = fails_run(result.verdict, level);
  std::string text =
      test_point(number, !verdict.is_told, result.subject->id + ": " + result.subject->title);
  if (!fails && !verdict.tap.empty()) {
    text += " # " + std::string(verdict.tap) + ' ' +
            printable(std::string(verdict.name) + ": " + failure_summary(result));
  }
  return text + '\n' + (verdict.is_told ? diagnostics(result, fails) : "");
}

std::string comments(const RunRecord& run) {
  std::string text;
  for (const std::string& line : run.warnings) text += "# warning: " + printable(line) + '\n';
  for (const std::string& line : summaries(run)) text += "# " + printable(line) + '\n';
  return text + "# --seed " + std::to_string(run.seed) + '\n';
}

}  // namespace

std::string tap_report(const RunRecord& run) {
  std::string text = std::string(kTapVersion) + "1.." +
                     std::to_string(run.results.size() + run.problems.size()) + '\n';
  std::size_t number = 0;
  for (const CaseResult& result : run.results) {
    // An interrupted run has no more to say of what was left.
    if (run.interrupted && result.verdict == Verdict::kNotRun) continue;
    text += case_text(++number, result, run.level);
  }
  for (const std::string& problem : run.problems) {
    text += test_point(++number, false, "--known-failing: " + problem) + '\n';
  }
  text += comments(run);
  if (run.interrupted) text += "Bail out! The run was interrupted.\n";
  return text;
}

}  // namespace mockmeter::conformance
