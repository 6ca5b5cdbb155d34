#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "conformance/model/case.h"
#include "conformance/model/json.h"

namespace mockmeter::conformance {

/// One thing that a case looks at.
struct Check {
  std::string
      name;  ///< "requests.count", "requests[1].query.period", "outcome[0]/daily_used.length"
  bool passed = true;
  std::string expected;
  std::string actual;
  std::string difference{};  ///< in words, when more can be said
};

using Checks = std::vector<Check>;

bool all_passed(const std::vector<Check>& checks);

/// The first check that was missed: "requests.count: expected 1, got 2"; empty when none was.
std::string first_missed(const std::vector<Check>& checks);

/// See conformance.md: a skip is never a pass.
enum class Verdict {
  kPass,
  kFail,
  kWarning,         ///< a SHOULD was missed: fails only with --level should
  kAdvisory,        ///< an inferred requirement was missed: never fails a run
  kKnownFailure,    ///< as --known-failing says
  kUnexpectedPass,  ///< --known-failing says otherwise: fails the run
  kUnsupported,     ///< the client does not claim it
  kNotRun,          ///< the run is incomplete
  kHarnessError,    ///< our own fault
};
std::string_view to_string(Verdict verdict);  ///< "pass", "known failure"

/// Whether a check was missed, whatever the level of the case: it failed, warned or advised.
bool is_miss(Verdict verdict);

/// How a case ended, with all that a report may show.
struct CaseResult {
  const Case* subject = nullptr;
  Verdict verdict = Verdict::kNotRun;
  std::string reason;             ///< of anything but a pass or a failure of checks, in one line
  bool crashed = false;           ///< the adapter died: what was missed may be none of the client's
  std::vector<Check> checks;      ///< in the order of the case
  std::vector<std::string> wire;  ///< a line per request: "GET /v2/... -> 200, 1.2 kB"
  std::vector<std::string> curl;  ///< commands that show the same, secrets as variables
  Json exchanges = Json::array();  ///< the traffic, as the stream of events has it
  std::size_t exchanges_left_out = 0;
  std::vector<std::string> not_modelled;  ///< places of the answer that the client does not report
  std::chrono::system_clock::time_point started{};
  std::chrono::nanoseconds took{0};
};

/// Whether the result is what this bug leads to: the check that it is meant to fail was missed.
bool looks_like(const CaseResult& result, const Kill& kill);

}  // namespace mockmeter::conformance
