#include "conformance/report/failure_text.h"

#include <algorithm>
#include <array>

#include "base/text/ascii.h"
#include "conformance/model/basis.h"
#include "conformance/model/display.h"

namespace mockmeter::conformance {
namespace {

constexpr std::array<std::string_view, 12> kLabels{
    "requirement", "source", "and",  "expected", "actual",       "difference",
    "why",         "call",   "wire", "curl",     "likely cause", "known failing"};
constexpr std::size_t kMostChecks = 5;
constexpr std::size_t kMostLines = 8;  // of the calls, of the wire, or of curl

using Lines = std::vector<FailureLine>;

void add_line(Lines& lines, LineKind kind, std::string text) {
  if (!text.empty()) lines.push_back({kind, printable(std::move(text))});
}

void add_requirement_lines(Lines& lines, const CaseResult& result) {
  const auto broken = broken_requirements(result);
  const std::size_t all = broken.size();
  for (std::size_t index = 0; index < std::min(all, kMostRequirements); ++index) {
    const Requirement& each = *broken[index];
    add_line(lines, LineKind::kRequirement,
             each.id + " (" + std::string(to_string(each.level)) + ", " + each.evidence + "): \"" +
                 each.text + '"');
    add_line(lines, LineKind::kSource, each.document + ", " + each.url);
  }
  if (all > kMostRequirements) {
    add_line(lines, LineKind::kMore,
             std::to_string(all - kMostRequirements) + " more: mockmeter explain '" +
                 result.subject->id + '\'');
  }
}

/// The reason is told by a check that was missed, too, as that of a crash is.
void add_check_lines(Lines& lines, const CaseResult& result) {
  std::size_t missed = 0;
  bool is_reason_told = false;
  for (const Assertion& check : result.checks) {
    if (check.passed) continue;
    is_reason_told = is_reason_told || check.actual.find(result.reason) != std::string::npos;
    if (++missed > kMostChecks) continue;
    add_line(lines, LineKind::kExpected, check.name + ": " + check.expected);
    add_line(lines, LineKind::kActual, check.actual);
    add_line(lines, LineKind::kDifference, check.difference);
  }
  if (missed > kMostChecks) {
    add_line(lines, LineKind::kMore,
             pluralize(missed - kMostChecks, "check") + " more: --report json=FILE has them all");
  }
  if (!is_reason_told) add_line(lines, LineKind::kReason, result.reason);
}

void add_lines(Lines& lines, LineKind kind, const std::vector<std::string>& texts) {
  for (std::size_t index = 0; index < std::min(texts.size(), kMostLines); ++index) {
    add_line(lines, kind, texts[index]);
  }
  if (texts.size() > kMostLines) {
    add_line(lines, kind, "and " + std::to_string(texts.size() - kMostLines) + " more");
  }
}

}  // namespace

std::string_view FailureLine::label() const { return kLabels.at(static_cast<std::size_t>(kind)); }

std::vector<FailureLine> failure_lines(const CaseResult& result) {
  Lines lines;
  add_requirement_lines(lines, result);
  add_check_lines(lines, result);
  add_lines(lines, LineKind::kCall, result.calls);
  if (result.wire.empty()) add_line(lines, LineKind::kWire, "no request came");
  add_lines(lines, LineKind::kWire, result.wire);
  add_lines(lines, LineKind::kCurl, result.curl);
  add_line(lines, LineKind::kLikelyCause, result.likely_cause);
  add_line(lines, LineKind::kKnownFailing, result.known_failing_line);
  return lines;
}

std::string failure_text(const CaseResult& result) {
  std::string text;
  for (const FailureLine& line : failure_lines(result)) {
    text += padded(std::string(line.label()), kLabelWidth) + line.text + '\n';
  }
  return text;
}

std::string failure_summary(const CaseResult& result) {
  const std::string missed = first_missed(result.checks);
  return printable(missed.empty() ? result.reason : missed);
}

std::map<std::string, std::size_t> count_reasons(const RunRecord& run, Verdict verdict) {
  std::map<std::string, std::size_t> reasons;
  for (const CaseResult& result : run.results) {
    if (result.verdict == verdict) ++reasons[result.reason];
  }
  return reasons;
}

}  // namespace mockmeter::conformance
