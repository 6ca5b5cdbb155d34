#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "conformance/judge/compare.h"
#include "conformance/judge/matchers.h"
#include "conformance/model/json.h"
#include "conformance/model/outcome.h"
#include "conformance/model/verdict.h"

namespace mockmeter::conformance {

/// How a call ended, and what is needed to judge that.
struct CallEnding {
  std::string name;  ///< "outcome[0]", of which the names of the checks are made
  const Outcome& outcome;
  const std::vector<Outcome>& all;  ///< of the case
  const Served& answer;             ///< to the call
  std::chrono::nanoseconds time_resolution;
};

/// Judges an ending by an `outcome` of schemas/case.json. The first check is whether it is the kind
/// of outcome at all: a crash and silence are none. Of `any_of` the first alternative that holds
/// speaks, or else the one that comes nearest.
/// Throws std::invalid_argument for a word without a rule.
std::vector<Check> judge_outcome(const Json& expected, const CallEnding& ending,
                                 Coverage& coverage);

/// An outcome of which the case asks nothing still has to be one.
Check judge_any_outcome(const CallEnding& ending);

/// Judges an error that was reported by every word of `error` of schemas/case.json. In an error
/// null and absent are the same, and what the client does not report is not modelled, except that
/// it is missed where another error of the case (`all`) has it, and that a status is missed where
/// the error has no code, class or kind either: nothing tells that one from any other. Throws
/// std::invalid_argument for a word without a rule.
std::vector<Check> judge_error(const Json& rules, const Outcome& error,
                               const std::vector<Outcome>& all, Coverage& coverage);

/// `distinct_errors` of schemas/case.json: each pair of errors differs in status, code, class or
/// kind. What differs in the message alone can be told apart by people only.
Check judge_errors_differ(const std::vector<Outcome>& outcomes);

}  // namespace mockmeter::conformance
