#include "server/providers/upstash/provider.h"

#include <array>

#include "server/providers/upstash/auth.h"
#include "server/providers/upstash/changes.h"
#include "server/providers/upstash/error_cases.h"
#include "server/providers/upstash/errors.h"
#include "server/providers/upstash/ipv4.h"
#include "server/providers/upstash/readings.h"
#include "server/providers/upstash/redis.h"
#include "server/providers/upstash/stats.h"
#include "server/providers/upstash/users.h"
#include "server/providers/upstash/world_reader.h"

namespace mockmeter::upstash {
namespace {

constexpr std::string_view kOpenApi =
    "https://github.com/upstash/docs/blob/main/devops/developer-api/openapi.yml";
constexpr std::string_view kStatsPage =
    "https://upstash.com/docs/api-reference/qstash/get-qstash-stats";
constexpr std::string_view kUsersPage =
    "https://upstash.com/docs/api-reference/qstash/list-qstash-users";
constexpr std::string_view kMcpServer = "https://github.com/upstash/mcp-server";

constexpr std::array<std::string_view, 1> kSpaces{"/v2/"};
constexpr std::array<std::string_view, 1> kStatsParameters{"period"};

constexpr std::array<int, 1> kReadRefusals{404};
constexpr std::array<int, 2> kChangeRefusals{403, 404};

bool legacy_routes_are_on(const Context& context) { return context.is(kLegacyRoutes, "on"); }

constexpr std::array<Operation, 14> kOperations{{
    {.id = "upstash.list_qstash_users",
     .method = "GET",
     .path = "/v2/qstash/users",
     .handle = list_users,
     .source = kUsersPage,
     .quote = "List QStash Users",
     .summary = "Every QStash user of the account, one per region, with limits, plan and tokens. "
                "No parameters, no paging. Reading upstash.users_schema chooses the generation.",
     .example = "/v2/qstash/users"},
    {.id = "upstash.get_qstash_stats",
     .method = "GET",
     .path = "/v2/qstash/stats/{id}",
     .handle = get_stats,
     .parameters = kStatsParameters,
     .refusals = kReadRefusals,
     .source = kStatsPage,
     .quote = "Each period returns 60 datapoints with intervals adjusted to the period length.",
     .summary = "The current month by days and the last period by 60 intervals (30d: 240 of 3 h). "
                "Points are stamped with the request's time of day; period defaults to 1h.",
     .example = "/v2/qstash/stats/99a4c327-31f0-490f-a594-043ade84085a?period=3h"},
    {.id = "upstash.get_qstash_user",
     .method = "GET",
     .path = "/v2/qstash/user/{id}",
     .handle = get_user,
     .refusals = kReadRefusals,
     .source = kOpenApi,
     .quote = "operationId: getQStashUser",
     .summary = "One QStash user of the account, as in the list.",
     .example = "/v2/qstash/user/99a4c327-31f0-490f-a594-043ade84085a"},
    {.id = "upstash.list_qstash_ipv4",
     .method = "GET",
     .path = "/v2/qstash/ipv4",
     .handle = list_ipv4,
     .open = true,
     .source = kOpenApi,
     .quote = "operationId: getQStashIPv4",
     .summary = "The address ranges that QStash calls from. The only operation without "
                "credentials.",
     .example = "/v2/qstash/ipv4"},
    {.id = "upstash.rotate_qstash_token",
     .method = "POST",
     .path = "/v2/qstash/rotate-token/{id}",
     .change = rotate_token,
     .refusals = kChangeRefusals,
     .source = kOpenApi,
     .quote = "operationId: resetQStashToken",
     .summary = "Makes a new password and new tokens and answers the whole user; the old ones are "
                "gone from every later read.",
     .example = "/v2/qstash/rotate-token/99a4c327-31f0-490f-a594-043ade84085a"},
    {.id = "upstash.set_qstash_plan",
     .method = "POST",
     .path = "/v2/qstash/set-plan/{id}",
     .change = set_plan,
     .refusals = kChangeRefusals,
     .source = kOpenApi,
     .quote = "operationId: setQStashPlan",
     .summary = "Changes the plan, and with it type, reserved price and limits, to paid or one of "
                "the fixed plans; what was billed before stays.",
     .example = "/v2/qstash/set-plan/99a4c327-31f0-490f-a594-043ade84085a"},
    {.id = "upstash.update_qstash_budget",
     .method = "PATCH",
     .path = "/v2/qstash/update-budget/{id}",
     .change = update_budget,
     .refusals = kChangeRefusals,
     .source = kOpenApi,
     .quote = "Minimum 20, maximum 10000, or 0 for no limit",
     .summary = "Sets the monthly budget in dollars. 1 to 19 is refused as the text says, although "
                "the schema allows it.",
     .example = "/v2/qstash/update-budget/99a4c327-31f0-490f-a594-043ade84085a"},
    {.id = "upstash.enable_qstash_prodpack",
     .method = "POST",
     .path = "/v2/qstash/enable-prodpack/{id}",
     .change = enable_prodpack,
     .refusals = kChangeRefusals,
     .source = kOpenApi,
     .quote = "operationId: enableQStashProdPack",
     .summary = "Switches the production pack on.",
     .example = "/v2/qstash/enable-prodpack/99a4c327-31f0-490f-a594-043ade84085a"},
    {.id = "upstash.disable_qstash_prodpack",
     .method = "POST",
     .path = "/v2/qstash/disable-prodpack/{id}",
     .change = disable_prodpack,
     .refusals = kChangeRefusals,
     .source = kOpenApi,
     .quote = "operationId: disableQStashProdPack",
     .summary = "Switches the production pack off.",
     .example = "/v2/qstash/disable-prodpack/99a4c327-31f0-490f-a594-043ade84085a"},
    {.id = "upstash.move_qstash_to_team",
     .method = "POST",
     .path = "/v2/qstash/move-to-team",
     .change = move_to_team,
     .refusals = kChangeRefusals,
     .source = kOpenApi,
     .quote = "operationId: moveQStashToTeam",
     .summary = "Makes a team the customer of a user. The account that moved it goes on seeing it.",
     .example = "/v2/qstash/move-to-team"},
    {.id = "upstash.get_default_qstash_user",
     .method = "GET",
     .path = "/v2/qstash/user",
     .handle = get_default_user,
     .is_routed = legacy_routes_are_on,
     .legacy = true,
     .refusals = kReadRefusals,
     .evidence = Evidence::kObserved,
     .source = kMcpServer,
     .quote = "GET /v2/qstash/user, without an id",
     .summary = "Legacy: the account's first user. Out of the OpenAPI file since 2026-03-05, still "
                "called by shipped clients; reading upstash.legacy_routes turns it off.",
     .example = "/v2/qstash/user"},
    {.id = "upstash.get_default_qstash_stats",
     .method = "GET",
     .path = "/v2/qstash/stats",
     .handle = get_default_stats,
     .is_routed = legacy_routes_are_on,
     .parameters = kStatsParameters,
     .legacy = true,
     .refusals = kReadRefusals,
     .evidence = Evidence::kObserved,
     .source = kOpenApi,
     .quote = "/qstash/stats, in the versions before 2026-03-05",
     .summary = "Legacy: the stats of the account's first user. Reading upstash.legacy_routes "
                "turns it off.",
     .example = "/v2/qstash/stats?period=1d"},
    {.id = "upstash.list_redis_databases",
     .method = "GET",
     .path = "/v2/redis/databases",
     .handle = list_databases,
     .source = kOpenApi,
     .quote = "/redis/databases",
     .summary = "An empty list: what `upstash login` and the MCP server ask for when they start. "
                "Redis itself is not emulated.",
     .example = "/v2/redis/databases"},
    {.id = "upstash.delete_redis_database",
     .method = "DELETE",
     .path = "/v2/redis/database/{id}",
     .handle = delete_database,
     .refusals = kChangeRefusals,
     .evidence = Evidence::kObserved,
     .source = kMcpServer,
     .quote = "DELETE /v2/redis/database/readonly-check-nonexistent",
     .summary = "Always \"database not found\", or the 403 of a read-only key: how the MCP server "
                "finds out what its key may do.",
     .example = "/v2/redis/database/readonly-check-nonexistent"},
}};

constexpr Provider kProvider{
    .name = "upstash",
    .title = "Upstash QStash",
    .base_path = "/v2",
    .spaces = kSpaces,
    .operations = kOperations,
    .readings = kReadings,
    .errors = kErrorCases,
    .read_world = read_world,
    .name_secrets = name_secrets,
    .authenticate = authenticate,
    .authorize = authorize,
    .refuse = refuse,
    .failure = failure,
    .render = render,
    .curl_credential = "-u dev@example.com:upstash-test-key",
    .auth_scheme = "basic",
};

}  // namespace

const Provider& provider() { return kProvider; }

}  // namespace mockmeter::upstash
