#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "conformance/model/case.h"
#include "conformance/model/json.h"

namespace mockmeter::conformance {

/// One thing that a case looks at.
struct Assertion {
  std::string
      name;  ///< "requests.count", "requests[1].query.period", "outcome[0]/daily_used.length"
  bool passed = true;
  std::string expected;
  std::string actual;
  std::string difference{};  ///< in words, when more can be said
  /// The sentences that it rests on; none of what the protocol of adapters asks for.
  std::vector<const Requirement*> requirements{};
  bool is_of_protocol = false;
};

using Assertions = std::vector<Assertion>;

bool all_passed(const std::vector<Assertion>& checks);

/// The first check that was missed: "requests.count: expected 1, got 2"; empty when none was.
std::string first_missed(const std::vector<Assertion>& checks);

/// How a case ended. What was not evaluated is never a pass.
enum class Verdict {
  kPass,
  kFail,
  kWarning,         ///< a SHOULD was missed: fails only with --level should
  kAdvisory,        ///< an inferred requirement was missed: never fails a run
  kKnownFailure,    ///< as --known-failing says
  kUnexpectedPass,  ///< --known-failing says otherwise: fails the run
  kUnsupported,     ///< the client does not declare it
  kNotRun,          ///< the run is incomplete
  kHarnessError,    ///< our own fault
};

/// What a case does to the run that it is part of; the last of these decides how the run ends.
enum class RunEffect { kNone, kLeavesIncomplete, kFails, kIsOurFault };

/// All that depends on a verdict alone.
struct VerdictInfo {
  Verdict verdict;
  std::string_view name;  ///< "known failure"
  std::string_view icon;  ///< one character; a page shows none by its color alone
  std::string_view tone;  ///< a class of the page's style
  char sign;              ///< in the matrix of a terminal
  bool is_failure;        ///< a check was missed, whatever the level of the case
  bool is_told;           ///< reports tell such a case at length; TAP calls it "not ok"
  RunEffect effect;       ///< of a warning only without --level should
  // When it does not fail the run:
  std::string_view tap;    ///< directive; empty = none
  std::string_view junit;  ///< element; empty = the test passed
};
inline constexpr std::array<VerdictInfo, 9> kVerdicts{{
    {Verdict::kPass, "pass", "\u2713", "good", '.', false, false, RunEffect::kNone, "", ""},
    {Verdict::kFail, "fail", "\u2717", "bad", 'F', true, true, RunEffect::kFails, "", ""},
    {Verdict::kWarning, "warning", "!", "warn", 'w', true, true, RunEffect::kNone, "TODO", ""},
    {Verdict::kAdvisory, "advisory", "i", "info", 'a', true, true, RunEffect::kNone, "TODO", ""},
    {Verdict::kKnownFailure, "known failure", "\u2248", "warn", 'k', false, true, RunEffect::kNone,
     "TODO", "skipped"},
    {Verdict::kUnexpectedPass, "unexpected pass", "\u2191", "bad", 'U', false, true,
     RunEffect::kFails, "", ""},
    {Verdict::kUnsupported, "unsupported", "\u2013", "none", '-', false, false, RunEffect::kNone,
     "SKIP", "skipped"},
    {Verdict::kNotRun, "not run", "\u25cb", "none", '?', false, false, RunEffect::kLeavesIncomplete,
     "SKIP", "skipped"},
    {Verdict::kHarnessError, "harness error", "\u203c", "bad", '!', false, true,
     RunEffect::kIsOurFault, "", "error"},
}};

/// The row of a verdict.
constexpr const VerdictInfo& info_of(Verdict verdict) {
  return kVerdicts.at(static_cast<std::size_t>(verdict));
}
constexpr std::string_view to_string(Verdict verdict) { return info_of(verdict).name; }

/// Whether a check was missed, whatever the level of the case: it failed, warned or advised.
constexpr bool is_failure(Verdict verdict) { return info_of(verdict).is_failure; }

constexpr RunEffect effect_of(Verdict verdict, Level level) {
  const bool is_due = verdict == Verdict::kWarning && level == Level::kShould;
  return is_due ? RunEffect::kFails : info_of(verdict).effect;
}

/// Whether a case with this verdict fails a run that asks for `level`.
constexpr bool fails_run(Verdict verdict, Level level) {
  return effect_of(verdict, level) == RunEffect::kFails;
}

/// How a case ended, with all that a report may show.
struct CaseResult {
  const Case* subject = nullptr;
  Verdict verdict = Verdict::kNotRun;
  std::string reason;             ///< of anything but a pass or a failure of checks, in one line
  bool crashed = false;           ///< the adapter died: what was missed may be none of the client's
  std::vector<Assertion> checks;  ///< in the order of the case
  std::vector<std::string> calls;  ///< a line per call of the client: "acme.get_stats {"id":"a"}"
  std::vector<std::string> wire;   ///< a line per request: "GET /v2/... -> 200, 1.2 kB"
  std::vector<std::string> curl;   ///< commands that show the same, secrets as variables
  Json exchanges = Json::array();  ///< the traffic, as the stream of events has it
  std::size_t exchanges_left_out = 0;
  std::vector<std::string> unreported;  ///< places of the response that the client does not report
  // Of a case that missed a check, see add_suite_facts(); empty otherwise:
  std::string likely_cause;        ///< the mutant of the reference client that looks the same
  std::string known_failing_line;  ///< that lets it fail for a month
  std::chrono::system_clock::time_point started{};
  std::chrono::nanoseconds took{0};
};

}  // namespace mockmeter::conformance
