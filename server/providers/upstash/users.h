#pragma once

#include "server/api/operation.h"
#include "server/providers/upstash/world.h"

namespace mockmeter::upstash {

/// Every user of the account, in the order of the world. No paging.
Response list_users(const Call& call);
Response get_user(const Call& call);
/// The route without an id: the account's first user.
Response get_default_user(const Call& call);
/// Throws the 404 when the account has no user at all.
const User& default_user(const Call& call);

}  // namespace mockmeter::upstash
