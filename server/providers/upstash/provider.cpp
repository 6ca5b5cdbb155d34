// Upstash's Developer API, as far as QStash is metered there. Source: https://upstash.com/docs/
// devops/developer-api/introduction and the OpenAPI file of https://github.com/upstash/docs.
#include <algorithm>
#include <array>

#include "base/tables.h"
#include "server/providers/upstash/errors.h"
#include "server/providers/upstash/neighbour_rows.h"
#include "server/providers/upstash/operations.h"
#include "server/providers/upstash/recording/reader.h"
#include "server/providers/upstash/unmocked.h"
#include "server/providers/upstash/variants.h"
#include "server/providers/upstash/world.h"

namespace mockmeter::upstash {
namespace {

constexpr std::string_view kStatsPage =
    "https://upstash.com/docs/api-reference/qstash/get-qstash-stats";
constexpr std::string_view kUsersPage =
    "https://upstash.com/docs/api-reference/qstash/list-qstash-users";

constexpr std::array<std::string_view, 1> kSpaces{"/v2/"};

bool legacy_routes_are_on(const VariantSelection& variants) {
  return variants.is(kLegacyRoutes, "on");
}

// Source: api-reference/qstash/get-qstash-stats; a point at x counts what came before x.
constexpr std::array<SeriesPath, 8> kStatsSeries{{
    {"/daily_requests", "x", true},
    {"/daily_billings", "x", true},
    {"/daily_bandwidths", "x", true},
    {"/daily_used", "x", true},
    {"/daily_used_workflow", "x", true},
    {"/daily_qstash_messages/*/data_points", "x", true},
    {"/daily_workflow_messages/*/data_points", "x", true},
    {"/daily_bandwidth_used", "x", true},
}};
constexpr std::array<std::string_view, 1> kStatsEnums{"/days/*"};
constexpr std::array<std::string_view, 3> kUserEnums{"/type", "/state", "/region"};
constexpr std::array<std::string_view, 3> kUsersEnums{"/*/type", "/*/state", "/*/region"};
constexpr std::string_view kUserId = R"({"id":"99a4c327-31f0-490f-a594-043ade84085a"})";

constexpr std::array<TestInput, 2> kInputs{{
    {"main", "UPSTASH_EMAIL", "UPSTASH_API_KEY", "dev@example.com", "upstash-test-key",
     "an account's e-mail address and API key"},
    {"readonly", "UPSTASH_EMAIL", "UPSTASH_READONLY_API_KEY", "dev@example.com",
     "upstash-readonly-key", "a key that may only read"},
}};
// Observed: npm @upstash/cli 1.0.2 and @upstash/mcp-server 0.3.0 write the whole address.
constexpr std::string_view kClients =
    "@upstash/cli and @upstash/mcp-server have no setting; node --require "
    "conformance/adapters/upstash-cli/base.cjs sends their calls to UPSTASH_API_BASE";
// Source: a QStash token is base64 of {"UserID","Password"}
constexpr std::array<LiveCredential, 1> kLiveCredentials{{{"eyJVc2VySUQi", 40}}};

constexpr std::array<BrokenRequirement, 5> kBrokenByFaults{{
    {"missing-bucket", "UPS-STATS-043"},
    {"duplicate-bucket", "UPS-STATS-043"},
    {"unsorted", "UPS-STATS-077"},
    {"late-data", "UPS-STATS-076"},
    {"counter-reset", "UPS-STATS-099"},
}};

constexpr std::array<Operation, 12> kQstashOperations{{
    {{.id = "upstash.list_qstash_users",
      .path = "/v2/qstash/users",
      .relation = Relation::kSeed,
      .source = kUsersPage,
      .quote = "List QStash Users",
      .summary = "Every QStash user of the account, one per region, with limits, plan and tokens. "
                 "No parameters, no paging. Variant upstash.users_schema chooses the generation.",
      .example = "/v2/qstash/users",
      .enum_members = kUsersEnums,
      .sample = {"{}", "/0/max_requests_per_day"},
      .is_benchmarked = true},
     {.handle = list_users}},
    {{.id = "upstash.get_qstash_user",
      .path = "/v2/qstash/user/{id}",
      .error_statuses = kReadRefusals,
      .source = kOpenApi,
      .quote = "operationId: getQStashUser",
      .summary = "One QStash user of the account, as in the list.",
      .example = "/v2/qstash/user/99a4c327-31f0-490f-a594-043ade84085a",
      .enum_members = kUserEnums,
      .sample = {kUserId, "/max_requests_per_day"}},
     {.handle = get_user}},
    {{.id = "upstash.get_qstash_stats",
      .path = "/v2/qstash/stats/{id}",
      .relation = Relation::kSeed,
      .parameters = kStatsParameters,
      .error_statuses = kReadRefusals,
      .source = kStatsPage,
      .quote = "Each period returns 60 datapoints with intervals adjusted to the period length.",
      .summary = "The current month by days and the last period by 60 intervals (30d: 240 of 3 h). "
                 "Points are stamped with the request's time of day; period defaults to 1h.",
      .example = "/v2/qstash/stats/99a4c327-31f0-490f-a594-043ade84085a?period=3h",
      .series = kStatsSeries,
      .enum_members = kStatsEnums,
      .sample = {kUserId, "/dlq_message_count"},
      .is_benchmarked = true},
     {.handle = get_stats}},
    {{.id = "upstash.list_qstash_ipv4",
      .path = "/v2/qstash/ipv4",
      .open = true,
      .source = kOpenApi,
      .quote = "operationId: getQStashIPv4",
      .summary = "The address ranges that QStash calls from. The only operation without "
                 "credentials.",
      .example = "/v2/qstash/ipv4"},
     {.handle = list_ipv4}},
    {{.id = "upstash.rotate_qstash_token",
      .method = "POST",
      .path = "/v2/qstash/rotate-token/{id}",
      .error_statuses = kChangeRefusals,
      .source = kOpenApi,
      .quote = "operationId: resetQStashToken",
      .summary = "Makes a new password and new tokens and returns the whole user; the old ones are "
                 "gone from every later read.",
      .example = "/v2/qstash/rotate-token/99a4c327-31f0-490f-a594-043ade84085a"},
     {.change = rotate_token}},
    {{.id = "upstash.set_qstash_plan",
      .method = "POST",
      .path = "/v2/qstash/set-plan/{id}",
      .error_statuses = kChangeRefusals,
      .source = kOpenApi,
      .quote = "operationId: setQStashPlan",
      .summary = "Changes the plan, and with it type, reserved price and limits, to paid or one of "
                 "the fixed plans; what was billed before stays.",
      .example = "/v2/qstash/set-plan/99a4c327-31f0-490f-a594-043ade84085a"},
     {.change = set_plan}},
    {{.id = "upstash.update_qstash_budget",
      .method = "PATCH",
      .path = "/v2/qstash/update-budget/{id}",
      .error_statuses = kChangeRefusals,
      .source = kOpenApi,
      .quote = "Minimum 20, maximum 10000, or 0 for no limit",
      .summary =
          "Sets the monthly budget in dollars. 1 to 19 is refused as the text says, although "
          "the schema allows it.",
      .example = "/v2/qstash/update-budget/99a4c327-31f0-490f-a594-043ade84085a"},
     {.change = update_budget}},
    {{.id = "upstash.enable_qstash_prodpack",
      .method = "POST",
      .path = "/v2/qstash/enable-prodpack/{id}",
      .error_statuses = kChangeRefusals,
      .source = kOpenApi,
      .quote = "operationId: enableQStashProdPack",
      .summary = "Switches the production pack on.",
      .example = "/v2/qstash/enable-prodpack/99a4c327-31f0-490f-a594-043ade84085a"},
     {.change = enable_prodpack}},
    {{.id = "upstash.disable_qstash_prodpack",
      .method = "POST",
      .path = "/v2/qstash/disable-prodpack/{id}",
      .error_statuses = kChangeRefusals,
      .source = kOpenApi,
      .quote = "operationId: disableQStashProdPack",
      .summary = "Switches the production pack off.",
      .example = "/v2/qstash/disable-prodpack/99a4c327-31f0-490f-a594-043ade84085a"},
     {.change = disable_prodpack}},
    {{.id = "upstash.move_qstash_to_team",
      .method = "POST",
      .path = "/v2/qstash/move-to-team",
      .error_statuses = kChangeRefusals,
      .source = kOpenApi,
      .quote = "operationId: moveQStashToTeam",
      .summary =
          "Makes a team the customer of a user. The account that moved it goes on seeing it.",
      .example = "/v2/qstash/move-to-team"},
     {.change = move_to_team}},
    {{.id = "upstash.get_default_qstash_user",
      .path = "/v2/qstash/user",
      .legacy = true,
      .error_statuses = kReadRefusals,
      .evidence = Evidence::kObserved,
      .source = kMcpServer,
      .quote = "GET /v2/qstash/user, without an id",
      .summary =
          "Legacy: the account's first user. Out of the OpenAPI file since 2026-03-05, still "
          "called by shipped clients; variant upstash.legacy_routes turns it off.",
      .example = "/v2/qstash/user",
      .enum_members = kUserEnums,
      .sample = {"{}", "/max_requests_per_day"}},
     {.handle = get_user, .is_routed = legacy_routes_are_on}},
    {{.id = "upstash.get_default_qstash_stats",
      .path = "/v2/qstash/stats",
      .parameters = kStatsParameters,
      .legacy = true,
      .error_statuses = kReadRefusals,
      .evidence = Evidence::kObserved,
      .source = kOpenApi,
      .quote = "/qstash/stats, in the versions before 2026-03-05",
      .summary = "Legacy: the stats of the account's first user. Variant upstash.legacy_routes "
                 "turns it off.",
      .example = "/v2/qstash/stats?period=1d",
      .series = kStatsSeries,
      .enum_members = kStatsEnums,
      .sample = {"{}", "/dlq_message_count"}},
     {.handle = get_stats, .is_routed = legacy_routes_are_on}},
}};

template <std::size_t N, std::size_t M>
consteval std::array<Operation, N + M> joined(const std::array<Operation, N>& first,
                                              const std::array<Operation, M>& second) {
  std::array<Operation, N + M> all{};
  std::ranges::copy(first, all.begin());
  std::ranges::copy(second, all.begin() + N);
  return all;
}

constexpr auto kOperations = joined(kQstashOperations, kNeighbours);

template <typename Owner>
void visit_keys(const Owner& owner, const CredentialVisitor& visit) {
  for (const Key& key : owner.keys) visit({key.email, key.secret, key.name, owner.id});
}

/// HTTP Basic with one's e-mail address and an API key of one's account or of one's team.
/// Source: OpenAPI file, securitySchemes "basicAuth", "scheme: basic".
void visit_credentials(const World& world, const CredentialVisitor& visit) {
  const Part& part = world.part<Part>(kName);
  for (const Account& account : part.accounts) visit_keys(account, visit);
  for (const Team& team : part.teams) visit_keys(team, visit);
}

/// Throws the 401 unless the key is known and has not expired.
/// Source: docs branch DX-2829-developer-api-docs-refresh, 2026-07-10: keys expire after 7, 30 or
/// 90 days, on a date, or never. Inferred: from then on the key is as good as none.
void authenticate(const OperationRequest& call) {
  const Key* key = find_key(call);
  if (key == nullptr || call.now >= key->end) throw ApiError(error_row("upstash.unauthorized"));
}

/// Throws the 403 when a read-only key asks for a change.
void authorize(const OperationRequest& call) {
  if (call.operation.method != "GET" && find_key(call)->read_only)
    throw ApiError(error_row("upstash.read_only_key"));
}

}  // namespace

extern constexpr Provider kProvider{{.name = kName,
                                     .title = "Upstash QStash",
                                     .url = "https://api.upstash.com",
                                     .base_path = "/v2",
                                     .path_prefixes = kSpaces,
                                     .auth_scheme = "basic",
                                     .inputs = kInputs,
                                     .base_variable = "UPSTASH_API_BASE",
                                     .clients = kClients,
                                     .first_operation = "upstash.list_qstash_users",
                                     .live_credentials = kLiveCredentials},
                                    {
                                        .operations = kOperations,
                                        .unmocked = kUnmocked,
                                        .variants = kVariants,
                                        .errors = kErrorCases,
                                        .read_world = read_world,
                                        .visit_credentials = visit_credentials,
                                        .authenticate = authenticate,
                                        .authorize = authorize,
                                        .broken_by_faults = kBrokenByFaults,
                                        .render = render,
                                        .read_recording = read_recording,
                                        .visit_changes = visit_changes,
                                        .apply_changes = apply_changes,
                                    }};

}  // namespace mockmeter::upstash
