#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "conformance/evaluation/assertions/matchers.h"
#include "conformance/evaluation/values/compare.h"
#include "conformance/model/call.h"
#include "conformance/model/json.h"
#include "conformance/model/verdict.h"

namespace mockmeter::conformance {

/// How a call ended, and what is needed to evaluate that.
struct CallEnding {
  std::string name;  ///< "outcome[0]", of which the names of the checks are made
  const CallOutcome& outcome;
  const std::vector<CallOutcome>& all;  ///< of the case
  const ServedDocument& response;       ///< to the call
  std::chrono::nanoseconds time_resolution;
  Coverage& coverage;
};

/// Evaluates an ending by an `outcome` of schemas/case.json. The first check is whether it is the
/// kind of outcome at all: a crash and silence are none. Of `any_of` the first alternative that
/// holds speaks, or else the one that comes nearest. Throws std::invalid_argument for a word
/// without a rule.
std::vector<Assertion> evaluate_outcome(const Json& expected, const CallEnding& ending);

/// An outcome of which the case asks nothing still has to be one.
Assertion evaluate_any_outcome(const CallEnding& ending);

/// `distinct_errors` of schemas/case.json: each pair of errors differs in status, code, class or
/// kind. What differs in the message alone can be told apart by people only.
Assertion evaluate_distinct_errors(const std::vector<CallOutcome>& outcomes);

}  // namespace mockmeter::conformance
