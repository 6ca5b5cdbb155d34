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

// The neighbours: what real clients call on their way. There is no Redis database, no Vector index
// and no Search index here, so every list of them is empty and every id is unknown.

/// Observed: @upstash/mcp-server 0.3.0 and `upstash login` need a JSON array.
Response list_databases(const OperationRequest& call);
/// 404, also as get_redis_stats.
/// Observed: a runbook with the Terraform provider's output: response: "database not found".
Response get_database(const OperationRequest& call);
/// Observed: @upstash/mcp-server 0.3.0 deletes "readonly-check-nonexistent" to test its key.
Response delete_database(const OperationRequest& call);
/// Observed: the same program's read-only test: "readonly api key" with such a key.
Response reset_database_password(const OperationRequest& call);
/// A refusal: nothing is made here. With a read-only key it is the vendor's, as above.
Response create_database(const OperationRequest& call);
/// Observed: neetrino/CostOps, live account without an index, 2026-09-07: [], for Search, too.
Response list_vector_indices(const OperationRequest& call);
Response list_search_indices(const OperationRequest& call);
/// The teams of which the owner of the e-mail address is a member.
/// Source: OpenAPI file, listTeams: "lists all teams of user".
Response list_teams(const OperationRequest& call);
/// Source: OpenAPI file, getTeamMembers: "list all members of a team".
Response list_team_members(const OperationRequest& call);

}  // namespace mockmeter::upstash
