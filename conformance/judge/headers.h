#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "conformance/model/json.h"
#include "conformance/model/verdict.h"
#include "mockmeter/exchange.h"

namespace mockmeter::conformance {

/// The values of every field of that name, which has no case, without blanks around them.
std::vector<std::string> field_values(const Exchange::Headers& headers, std::string_view name);

/// Judges the fields of a request by the rules of `headers` of schemas/case.json. The checks are
/// named "accept.matches". A field that is there more than once has to fit each time.
/// Throws std::invalid_argument for a word without a rule or a pattern that RE2 does not accept.
std::vector<Check> judge_headers(const Json& rules, const Exchange::Headers& headers);

}  // namespace mockmeter::conformance
