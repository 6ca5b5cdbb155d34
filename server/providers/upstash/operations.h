#pragma once

#include "server/api/operation.h"

namespace mockmeter::upstash {

/// Every user of the account, in the order of the world. No paging.
Response list_users(const OperationRequest& call);
/// One user; on the route without an id, the account's first one.
Response get_user(const OperationRequest& call);

/// What such a user was used for, this month and in a period.
Response get_stats(const OperationRequest& call);

/// The addresses QStash calls from, as the world lists them.
/// Source: OpenAPI file, listing of /qstash/ipv4: no "security" entry.
Response list_ipv4(const OperationRequest& call);

/// An empty list: enough for the clients that call it when they start.
/// Observed: @upstash/mcp-server 0.3.0 and `upstash login` need a JSON array.
Response list_databases(const OperationRequest& call);

/// There is no Redis database here, so every id is unknown.
/// Observed: @upstash/mcp-server 0.3.0 deletes "readonly-check-nonexistent" to test its key.
Response delete_database(const OperationRequest& call);

// The operations that change a QStash user. What they change, every later read shows. All but
// rotate_token return the JSON string "OK".
// Source: OpenAPI file, the 200 responses of these operations: "OK".

/// New password and tokens; returns the whole user. The old ones are gone.
Response rotate_token(const OperationRequest& call, World& next);
/// Limits, type and reserved price become the plan's; the moment is the last upgrade.
Response set_plan(const OperationRequest& call, World& next);
/// 0, or 20 to 10000 dollars.
Response update_budget(const OperationRequest& call, World& next);
Response enable_prodpack(const OperationRequest& call, World& next);
Response disable_prodpack(const OperationRequest& call, World& next);
/// The team becomes the customer. The account that moved the user still sees it.
Response move_to_team(const OperationRequest& call, World& next);

}  // namespace mockmeter::upstash
