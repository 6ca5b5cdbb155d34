#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "conformance/evaluation/values/compare.h"
#include "conformance/evaluation/wire/exchange_assignment.h"
#include "conformance/model/json.h"
#include "conformance/model/verdict.h"

namespace mockmeter::conformance {

/// What a matcher looks at.
struct MatchTarget {
  const Json* actual = nullptr;  ///< null: the client does not report it
  const Json* served = nullptr;  ///< null: nothing was served there, or nobody knows what
  std::string pointer;
  const ServedDocument* response = nullptr;  ///< never null
  std::chrono::nanoseconds time_resolution{1};
  Coverage* coverage = nullptr;  ///< never null
};

/// Evaluates a place by every word of a matcher of schemas/case.json; a check per word, named by
/// it. Where nothing is reported: no check when that is right, else the place is not modelled.
/// Throws std::invalid_argument for a word without a rule or a pattern that RE2 does not accept.
std::vector<Assertion> match(const Json& matcher, const MatchTarget& place);

}  // namespace mockmeter::conformance
