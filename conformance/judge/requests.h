#pragma once

#include <functional>
#include <string>
#include <vector>

#include "conformance/judge/judge.h"

namespace mockmeter::conformance {

/// The requests that a server saw, in order of arrival.
struct Traffic {
  std::string name;  ///< of the rules and of the checks: "requests", "second_server"
  const std::vector<Exchange>& exchanges;
  std::function<const Call&(std::size_t)> call_of;  ///< the call that an exchange was made for
};

/// Judges traffic by every word of `requests` of schemas/case.json. Only a lower bound on time can
/// be missed. A request that `list` or `delays` speak of and that was not made is missed only where
/// `count` does not say how many there have to be.
/// Throws std::invalid_argument for a word without a rule.
std::vector<Check> judge_requests(const Json& rules, const Traffic& traffic);

}  // namespace mockmeter::conformance
