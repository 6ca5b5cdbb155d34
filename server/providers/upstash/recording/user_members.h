#pragma once

#include <string_view>

#include "server/metering/json.h"
#include "server/providers/upstash/recording/account_log.h"

namespace mockmeter::upstash {

/// What a recorded QStashUser says of itself, without its secrets: numbers, flags and the vendor's
/// words. Throws UnexpectedShape.
UserLog user_log_of(const Json& user);

/// "3.123.4.5/32"
bool is_ipv4_range(std::string_view text);

}  // namespace mockmeter::upstash
