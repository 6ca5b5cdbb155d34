#pragma once

#include <string>
#include <vector>

#include "conformance/model/json.h"

namespace mockmeter::conformance {

/// The value of a field Authorization, taken apart.
struct Authorization {
  std::string scheme;
  std::string between;  ///< blanks
  std::string rest;
};
Authorization parse_authorization(const std::string& field);

/// What the one Authorization field has to be: "Bearer abc", "Basic YTpi"; empty for no credential.
/// Throws std::invalid_argument for another scheme.
std::string authorization(const Json& credential);

/// Everything in a credential that must not be shown, the longest first: the token, or the password
/// and its Basic form.
std::vector<std::string> secrets_of(const Json& credential);

}  // namespace mockmeter::conformance
