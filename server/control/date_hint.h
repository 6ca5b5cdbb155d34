#pragma once

#include <optional>
#include <string>

#include "base/time/instant.h"
#include "server/api/query.h"

namespace mockmeter {

/// What to tell somebody whose dates all lie more than a day ahead of the mock's clock: a client
/// that asks with the machine's time, and gets nothing or a refusal. Empty for all others.
std::optional<std::string> date_hint(const Query& query, Instant now);

}  // namespace mockmeter
