#pragma once

#include <optional>
#include <string>

#include "server/core/instant.h"
#include "server/core/json.h"
#include "server/providers/zkscore/limits.h"

namespace mockmeter::zkscore {

/// What a request for a new key asks, with the defaults filled in.
struct KeyRequest {
  std::string name;
  std::string description;
  std::optional<Instant> expires;
  std::optional<Limits> limits;
  Json permissions;  ///< [{resource, actions, restrictions}]
  Json webhooks;     ///< as sent: [{url, events, secret}]
  Json metadata;
};

/// `body` fits the request schema. Takes the structured body of create-api-key and the simple one
/// of guides/api-keys. Throws 400 "Invalid permissions", "Rate limit too high", "Invalid expiry".
KeyRequest read_key_request(const Json& body, const Limits& greatest, Instant now);

}  // namespace mockmeter::zkscore
