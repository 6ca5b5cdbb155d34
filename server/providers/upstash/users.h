#pragma once

#include <string>

#include "server/api/operation.h"
#include "server/core/readings.h"
#include "server/providers/upstash/world.h"

namespace mockmeter::upstash {

/// Appends a QStashUser: the members of the chosen generation, in its order, without those that
/// the user lacks.
void append_user(std::string& out, const User& user, const Readings& readings);
std::string user_body(const User& user, const Readings& readings);

/// Every user of the account, in the order of the world. No paging.
Response list_users(const Call& call);
Response get_user(const Call& call);
/// The route without an id: the account's first user.
Response get_default_user(const Call& call);
/// Throws the 404 when the account has no user at all.
const User& default_user(const Call& call);

}  // namespace mockmeter::upstash
