#pragma once

#include <vector>

#include "conformance/model/json.h"
#include "conformance/model/verdict.h"
#include "mockmeter/exchange.h"

namespace mockmeter::conformance {

/// Evaluates the fields of a request by the rules of `headers` of schemas/case.json. The checks are
/// named "accept.matches". A field that is there more than once has to fit each time.
/// Throws std::invalid_argument for a word without a rule or a pattern that RE2 does not accept.
std::vector<Assertion> evaluate_headers(const Json& rules, const Exchange::Headers& headers);

/// `credential` of schemas/case.json: "right" or "none". Shows no secret.
Assertion evaluate_credential(const Json& wanted, const Json& credential, const Exchange& exchange);

}  // namespace mockmeter::conformance
