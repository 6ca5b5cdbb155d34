#pragma once

#include <optional>
#include <string>

#include "base/time/instant.h"
#include "server/metering/json.h"
#include "server/providers/zkscore/world.h"

namespace mockmeter::zkscore {

/// What a request for a new key asks, with the defaults filled in.
struct KeyRequest {
  std::string name;
  std::string description;
  std::optional<Instant> expires;
  std::optional<KeyLimits> limits;
  Json permissions;  ///< [{resource, actions, restrictions}]
  Json webhooks;     ///< as sent: [{url, events, secret}]
  Json metadata;
};

/// `body` fits the request schema. Takes the structured body of create-api-key and the simple one
/// of guides/api-keys. Throws 400 "Invalid permissions", "Rate limit too high", "Invalid expiry".
KeyRequest read_key_request(const Json& body, const KeyLimits& greatest, Instant now);

/// A key as List API Keys shows it: everything but its secret.
Json key_json(const Account& account, const Key& key, Instant now);

/// A key as Create API Key shows it: less usage, its webhooks beside it.
Json new_key_json(const Account& account, const Key& key, Instant now);

/// List API Keys' summary, over all keys of the account.
Json summary_json(const Account& account, Instant now);

}  // namespace mockmeter::zkscore
