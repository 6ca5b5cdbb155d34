#pragma once

#include <vector>

#include "conformance/evaluation/wire/target.h"
#include "conformance/model/json.h"
#include "conformance/model/verdict.h"

namespace mockmeter::conformance {

/// Judges a query by every word of `query` of schemas/case.json. The names of the checks begin
/// where the rule's own end: "period" (required), "only", "raw_forbid".
/// Throws std::invalid_argument for a word without a rule.
std::vector<Check> judge_query(const Json& rules, const Target& sent);

}  // namespace mockmeter::conformance
