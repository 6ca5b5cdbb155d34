#pragma once

#include <array>
#include <string_view>

#include "server/api/operation.h"
#include "server/providers/upstash/operations.h"

namespace mockmeter::upstash {

inline constexpr std::string_view kOpenApi =
    "https://github.com/upstash/docs/blob/main/devops/developer-api/openapi.yml";
inline constexpr std::string_view kMcpServer = "https://github.com/upstash/mcp-server";
inline constexpr std::array<std::string_view, 1> kStatsParameters{"period"};
inline constexpr std::array<int, 1> kReadRefusals{404};
inline constexpr std::array<int, 2> kChangeRefusals{403, 404};
inline constexpr std::array<std::string_view, 1> kDatabaseParameters{"credentials"};
inline constexpr std::array<int, 2> kCreationRefusals{403, 501};

/// The rows of the neighbours.
inline constexpr std::array<Operation, 10> kNeighbours{{
    {{.id = "upstash.list_redis_databases",
      .path = "/v2/redis/databases",
      .relation = Relation::kNeighbour,
      .source = kOpenApi,
      .quote = "/redis/databases",
      .summary = "An empty list: what `upstash login` and the MCP server ask for when they start. "
                 "Redis itself is not emulated.",
      .example = "/v2/redis/databases"},
     {.handle = list_databases}},
    {{.id = "upstash.delete_redis_database",
      .method = "DELETE",
      .path = "/v2/redis/database/{id}",
      .relation = Relation::kNeighbour,
      .error_statuses = kChangeRefusals,
      .evidence = Evidence::kObserved,
      .source = kMcpServer,
      .quote = "DELETE /v2/redis/database/readonly-check-nonexistent",
      .summary = "Always \"database not found\", or the 403 of a read-only key: how the MCP server "
                 "finds out what its key may do.",
      .example = "/v2/redis/database/readonly-check-nonexistent"},
     {.handle = delete_database}},
    {{.id = "upstash.get_redis_database",
      .path = "/v2/redis/database/{id}",
      .relation = Relation::kNeighbour,
      .parameters = kDatabaseParameters,
      .error_statuses = kReadRefusals,
      .source = kOpenApi,
      .quote = "operationId: getDatabase",
      .summary = "Always \"database not found\": there is no database here.",
      .example = "/v2/redis/database/nobody"},
     {.handle = get_database}},
    {{.id = "upstash.get_redis_stats",
      .path = "/v2/redis/stats/{id}",
      .relation = Relation::kNeighbour,
      .parameters = kStatsParameters,
      .error_statuses = kReadRefusals,
      .source = kOpenApi,
      .quote = "operationId: getDatabaseStats",
      .summary = "Always \"database not found\": there is no database here.",
      .example = "/v2/redis/stats/nobody"},
     {.handle = get_database}},
    {{.id = "upstash.create_redis_database",
      .method = "POST",
      .path = "/v2/redis/database",
      .relation = Relation::kNeighbour,
      .error_statuses = kCreationRefusals,
      .source = kOpenApi,
      .quote = "operationId: createDatabase",
      .summary = "The 403 of a read-only key; with any other key a 501 that says that this is not "
                 "mocked.",
      .example = "/v2/redis/database"},
     {.handle = create_database}},
    {{.id = "upstash.reset_redis_password",
      .method = "POST",
      .path = "/v2/redis/reset-password/{id}",
      .relation = Relation::kNeighbour,
      .error_statuses = kChangeRefusals,
      .source = kOpenApi,
      .quote = "operationId: resetPassword",
      .summary = "The 403 of a read-only key; with any other key always \"database not found\".",
      .example = "/v2/redis/reset-password/nobody"},
     {.handle = reset_database_password}},
    {{.id = "upstash.list_vector_indices",
      .path = "/v2/vector/index",
      .relation = Relation::kNeighbour,
      .source = kOpenApi,
      .quote = "operationId: listIndices",
      .summary = "An empty list: dashboards ask for Redis, Vector, Search and QStash together.",
      .example = "/v2/vector/index"},
     {.handle = list_vector_indices}},
    {{.id = "upstash.list_search_indices",
      .path = "/v2/search",
      .relation = Relation::kNeighbour,
      .source = kOpenApi,
      .quote = "List Search Indexes",
      .summary = "An empty list: dashboards ask for Redis, Vector, Search and QStash together.",
      .example = "/v2/search"},
     {.handle = list_search_indices}},
    {{.id = "upstash.list_teams",
      .path = "/v2/teams",
      .relation = Relation::kNeighbour,
      .source = kOpenApi,
      .quote = "operationId: listTeams",
      .summary = "The teams of the e-mail address: where the target of move-to-team comes from.",
      .example = "/v2/teams"},
     {.handle = list_teams}},
    {{.id = "upstash.list_team_members",
      .path = "/v2/teams/{team_id}",
      .relation = Relation::kNeighbour,
      .error_statuses = kReadRefusals,
      .source = kOpenApi,
      .quote = "operationId: getTeamMembers",
      .summary = "The members of one of these teams; any other is \"team not found\".",
      .example = "/v2/teams/7b0f9f6e-52d5-4a0b-8a63-6f3f0d5b1c20"},
     {.handle = list_team_members}},
}};

}  // namespace mockmeter::upstash
