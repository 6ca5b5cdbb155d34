#pragma once

#include <vector>

#include "server/providers/neon/recording/account_log.h"

namespace mockmeter::neon {

/// The accounts in their order; those that have a project in common are one.
std::vector<AccountLog> join_accounts(std::vector<AccountLog> accounts);

}  // namespace mockmeter::neon
