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

/// What the one Authorization field may be: "Bearer abc", "Basic YTpi"; none without a credential.
/// A Basic one may have two forms. Source: RFC 7617 section 2, "continues to leave the default
/// encoding undefined": in practice UTF-8 or ISO 8859-1.
/// Throws std::invalid_argument for another scheme.
std::vector<std::string> authorizations(const Json& credential);

/// Everything in a credential that must not be shown, the longest first: the token, or the password
/// and its Basic form.
std::vector<std::string> secrets_of(const Json& credential);

}  // namespace mockmeter::conformance
