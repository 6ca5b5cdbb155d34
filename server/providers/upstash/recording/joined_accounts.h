#pragma once

#include <vector>

#include "server/providers/upstash/recording/account_log.h"

namespace mockmeter::upstash {

/// The accounts in their order; those that see a user in common are one. What was recorded without
/// an id is of the first user, where there is one.
std::vector<AccountLog> join_accounts(const std::vector<AccountLog>& accounts);

}  // namespace mockmeter::upstash
