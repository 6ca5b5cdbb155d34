#pragma once

#include "server/providers/zkscore/world.h"

namespace mockmeter::zkscore {

/// A key as List API Keys shows it: everything but its secret.
Json show_key(const Account& account, const Key& key, Instant now);

/// A key as Create API Key shows it: less usage, its webhooks beside it.
Json show_new_key(const Account& account, const Key& key, Instant now);

/// List API Keys' summary, over all keys of the account.
Json show_summary(const Account& account, Instant now);

}  // namespace mockmeter::zkscore
