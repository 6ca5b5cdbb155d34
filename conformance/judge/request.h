#pragma once

#include <vector>

#include "conformance/judge/judge.h"

namespace mockmeter::conformance {

/// Judges one request by every word of `request` of schemas/case.json. The checks are named
/// "method", "query.period", "headers.accept.matches". `call` is the one that it was made for.
/// Throws std::invalid_argument for a word without a rule.
std::vector<Check> judge_request(const Json& rules, const Exchange& exchange, const Call& call);

}  // namespace mockmeter::conformance
