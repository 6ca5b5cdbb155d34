#pragma once

#include "server/api/operation.h"

namespace mockmeter::upstash {

// The operations that change a QStash user. What they change, every later read shows. All but
// rotate_token answer the JSON string "OK".
// Source: OpenAPI file, the 200 answers of these operations: "OK".

/// New password and tokens; answers the whole user. The old ones are gone.
Response rotate_token(const Call& call, World& next);
/// Limits, type and reserved price become the plan's; the moment is the last upgrade.
Response set_plan(const Call& call, World& next);
/// 0, or 20 to 10000 dollars.
Response update_budget(const Call& call, World& next);
Response enable_prodpack(const Call& call, World& next);
Response disable_prodpack(const Call& call, World& next);
/// The team becomes the customer. The account that moved the user still sees it.
Response move_to_team(const Call& call, World& next);

}  // namespace mockmeter::upstash
