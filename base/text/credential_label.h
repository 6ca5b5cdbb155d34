#pragma once

#include <string>
#include <string_view>

#include "base/text/redaction.h"

namespace mockmeter {

/// The label of the credential in an Authorization field, the same for the same one. One that is a
/// label already stays: recordings of mockmeter have these in the place of secrets.
inline std::string credential_label(std::string_view authorization) {
  const std::string_view secret = authorization.substr(scheme_prefix(authorization).size());
  return secret.starts_with("unknown-") ? std::string(secret) : hashed_label(secret);
}

}  // namespace mockmeter
