#pragma once

#include "base/time/instant.h"
#include "server/metering/json.h"
#include "server/providers/zkscore/world.h"

namespace mockmeter::zkscore {

/// A key as List API Keys shows it: everything but its secret.
Json key_json(const Account& account, const Key& key, Instant now);

/// A key as Create API Key shows it: less usage, its webhooks beside it.
Json new_key_json(const Account& account, const Key& key, Instant now);

/// List API Keys' summary, over all keys of the account.
Json summary_json(const Account& account, Instant now);

}  // namespace mockmeter::zkscore
