#pragma once

#include <string>
#include <vector>

#include "conformance/model/json.h"
#include "conformance/model/verdict.h"
#include "mockmeter/exchange.h"

namespace mockmeter::conformance {

/// What the one Authorization field has to be: "Bearer abc", "Basic YTpi"; empty for no credential.
/// Throws std::invalid_argument for another scheme.
std::string authorization(const Json& credential);

/// Everything in a credential that must not be shown, the longest first: the token, or the password
/// and its Basic form.
std::vector<std::string> secrets_of(const Json& credential);

/// `credential` of schemas/case.json: "right" or "none". Shows no secret.
Check judge_credential(const Json& wanted, const Json& credential, const Exchange& exchange);

}  // namespace mockmeter::conformance
