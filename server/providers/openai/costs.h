#pragma once

#include "server/api/operation.h"

namespace mockmeter::openai {

/// What an organization is billed, by day and group.
Response get_costs(const Call& call);

}  // namespace mockmeter::openai
