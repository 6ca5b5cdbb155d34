// Neon's consumption history. Sources, evidence and choices: README.md beside this file.
#include <algorithm>
#include <array>

#include "base/tables.h"
#include "server/providers/neon/access.h"
#include "server/providers/neon/errors.h"
#include "server/providers/neon/neighbours/rows.h"
#include "server/providers/neon/operations.h"
#include "server/providers/neon/recording/reader.h"
#include "server/providers/neon/unmocked.h"
#include "server/providers/neon/variants.h"
#include "server/providers/neon/world.h"

namespace mockmeter::neon {
namespace {

constexpr std::array<std::string_view, 1> kSpaces{"/api/v2/"};

constexpr std::array<std::string_view, 6> kAccountParameters{
    "from", "to", "granularity", "org_id", "include_v1_metrics", "metrics"};
constexpr std::array<std::string_view, 9> kProjectParameters{
    "cursor",      "limit",  "project_ids",        "from",   "to",
    "granularity", "org_id", "include_v1_metrics", "metrics"};
// Source: OpenAPI file 2.7.2, include_v1_metrics "deprecated: true".
constexpr std::array<std::string_view, 1> kDeprecatedParameters{"include_v1_metrics"};
constexpr std::array<std::string_view, 8> kProjectV2Parameters{
    "cursor", "limit", "project_ids", "from", "to", "granularity", "org_id", "metrics"};
constexpr std::array<std::string_view, 9> kBranchV2Parameters{
    "cursor", "limit",       "project_ids", "branch_ids", "from",
    "to",     "granularity", "org_id",      "metrics"};

constexpr std::array<int, 3> kRefusals{403, 404, 406};

constexpr std::array<SeriesPath, 1> kAccountSeries{{{"/periods/*/consumption", "timeframe_start"}}};
constexpr std::array<SeriesPath, 1> kProjectSeries{
    {{"/projects/*/periods/*/consumption", "timeframe_start"}}};
constexpr std::array<SeriesPath, 1> kBranchSeries{
    {{"/branches/*/periods/*/consumption", "timeframe_start"}}};
constexpr std::array<std::string_view, 1> kAccountEnums{"/periods/*/period_plan"};
constexpr std::array<std::string_view, 1> kProjectEnums{"/projects/*/periods/*/period_plan"};
constexpr std::array<std::string_view, 2> kProjectV2Enums{
    "/projects/*/periods/*/period_plan",
    "/projects/*/periods/*/consumption/*/metrics/*/metric_name"};
constexpr std::array<std::string_view, 2> kBranchEnums{
    "/branches/*/periods/*/period_plan",
    "/branches/*/periods/*/consumption/*/metrics/*/metric_name"};
constexpr PagingLayout kPaging{"/pagination/cursor", "cursor", "", "limit"};

constexpr std::string_view kDays =
    R"({"from":"2026-05-01T00:00:00Z","to":"2026-05-20T00:00:00Z","granularity":"daily"})";
constexpr std::string_view kDaysOfOneMetric =
    R"({"from":"2026-05-01T00:00:00Z","to":"2026-05-20T00:00:00Z","granularity":"daily",)"
    R"("org_id":"org-ocean-art-12345678","metrics":["compute_unit_seconds"]})";

constexpr std::array<TestInput, 3> kInputs{{
    {"main", "", "NEON_API_KEY", "", "napi_scale",
     "a key of an account on a Scale, Business or Enterprise plan"},
    {"free", "", "NEON_FREE_API_KEY", "", "napi_free",
     "a key of an account on a plan without consumption history"},
    {"org", "", "NEON_ORG_ID", "", "org-ocean-art-12345678",
     "an organization that the main account is a member of"},
}};
constexpr std::string_view kClients =
    "neonctl takes it from NEON_API_HOST or --api-host, @neondatabase/api-client from baseURL, "
    "@distilled.cloud/neon from apiBaseUrl";
// Inferred: keys are "napi_" and 64 characters; those of our worlds are words.
constexpr std::array<LiveCredential, 1> kLiveCredentials{{{"napi_", 40}}};

constexpr std::array<BrokenRequirement, 6> kBrokenByFaults{{
    {"missing-bucket", "NEON-ACCT-028"},
    {"duplicate-bucket", "NEON-ACCT-028"},
    {"unsorted", "NEON-ACCT-028"},
    {"late-data", "NEON-ACCT-040"},
    {"counter-reset", "NEON-ACCT-040"},
    {"stuck-cursor", "NEON-PAG-003"},
}};

constexpr std::array<Operation, 4> kConsumption{{
    {{.id = "neon.account_consumption",
      .path = "/api/v2/consumption_history/account",
      .relation = Relation::kSeed,
      .parameters = kAccountParameters,
      .deprecated_parameters = kDeprecatedParameters,
      .error_statuses = kRefusals,
      .source = "https://api-docs.neon.tech/reference/getconsumptionhistoryperaccount",
      .quote = "Retrieves consumption metrics for Scale and Enterprise plan accounts",
      .summary =
          "One series for the whole account or organization, split into billing periods. from, to "
          "and granularity are required; the window (168 hours, 60 days, 1 year) counts back from "
          "now. Deprecated; gone on 2026-06-01 by the mock's clock.",
      .example = "/api/v2/consumption_history/account?from=2026-05-01T00:00:00Z"
                 "&to=2026-05-08T00:00:00Z&granularity=daily",
      .series = kAccountSeries,
      .enum_members = kAccountEnums,
      .sample = {kDays, "/periods/0/consumption/0/compute_time_seconds"}},
     {.handle = get_account_consumption}},
    {{.id = "neon.project_consumption",
      .path = "/api/v2/consumption_history/projects",
      .relation = Relation::kSuccessor,
      .parameters = kProjectParameters,
      .deprecated_parameters = kDeprecatedParameters,
      .error_statuses = kRefusals,
      .source = "https://neon.com/api_spec/release/v2.json",
      .quote = "Results are ordered by time in ascending order",
      .summary = "The account's numbers per project, in pages of `limit` (10, at most 100) that "
                 "`cursor` leads through.",
      .example = "/api/v2/consumption_history/projects?from=2026-05-01T00:00:00Z"
                 "&to=2026-05-03T00:00:00Z&granularity=daily&limit=2",
      .series = kProjectSeries,
      .enum_members = kProjectEnums,
      .paging = kPaging,
      .sample = {kDays, "/projects/0/periods/0/consumption/0/compute_time_seconds"}},
     {.handle = get_project_consumption}},
    {{.id = "neon.project_consumption_v2",
      .path = "/api/v2/consumption_history/v2/projects",
      .relation = Relation::kSuccessor,
      .parameters = kProjectV2Parameters,
      .error_statuses = kRefusals,
      .source = "https://neon.com/docs/introduction/network-transfer",
      .quote = "Metrics with no usage are omitted from the response",
      .summary =
          "Billing metrics per project. org_id and metrics are required; metrics and buckets "
          "without usage are left out.",
      .example = "/api/v2/consumption_history/v2/projects?from=2026-05-01T00:00:00Z"
                 "&to=2026-05-03T00:00:00Z&granularity=daily&org_id=org-ocean-art-12345678"
                 "&metrics=compute_unit_seconds&limit=2",
      .series = kProjectSeries,
      .enum_members = kProjectV2Enums,
      .paging = kPaging,
      .sample = {kDaysOfOneMetric, "/projects/0/periods/0/consumption/0/metrics/0/value"}},
     {.handle = get_project_consumption_v2}},
    {{.id = "neon.branch_consumption_v2",
      .path = "/api/v2/consumption_history/v2/branches",
      .relation = Relation::kSuccessor,
      .parameters = kBranchV2Parameters,
      .error_statuses = kRefusals,
      .source = "https://neon.com/api_spec/release/v2.json",
      .quote = "Branch consumption history requires a paid usage-based Launch, Scale, Agent, or "
               "Enterprise plan",
      .summary = "Billing metrics per branch of the named projects, ordered by project id and "
                 "branch id. project_ids, org_id and metrics are required. Beta at the vendor.",
      .example = "/api/v2/consumption_history/v2/branches?from=2026-05-01T00:00:00Z"
                 "&to=2026-05-03T00:00:00Z&granularity=daily&org_id=org-ocean-art-12345678"
                 "&project_ids=tidal-shore-11223301&metrics=compute_unit_seconds",
      .series = kBranchSeries,
      .enum_members = kBranchEnums,
      .paging = kPaging,
      .sample = {kDaysOfOneMetric, "/branches/0/periods/0/consumption/0/metrics/0/value"}},
     {.handle = get_branch_consumption_v2}},
}};

constexpr auto kOperations = [] {
  std::array<Operation, kConsumption.size() + kNeighbours.size()> all{};
  std::ranges::copy(kNeighbours, std::ranges::copy(kConsumption, all.begin()).out);
  return all;
}();

/// Source: OpenAPI file 2.7.2, BearerAuth. The cookies that it also names are for browsers.
void visit_credentials(const World& world, const CredentialVisitor& visit) {
  for (const Account& account : world.part<Part>(kName).accounts) {
    for (const Key& key : account.keys) visit({{}, key.secret, key.name, account.id});
  }
}

/// What the plan allows is checked after the parameters and the window (see question.h).
void authenticate(const OperationRequest& call) {
  if (call.principal.account.empty()) throw ApiError(error_row("neon.unauthorized"));
}

/// A key of one project reads nothing else, and no consumption, be it of this project alone.
/// Observed: live, in production logs of six clients, 2026, on /projects and consumption_history.
void authorize(const OperationRequest& call) {
  const std::string& project = caller_of(call).find_key(call.principal.credential)->project;
  if (project.empty() || find_by(call.path, &PathParams::value_type::second, project) != nullptr)
    return;
  throw ApiError(error_row("neon.outside_project"), project);
}

/// One bucket is shared by all consumption endpoints, one by their neighbours. No header shows it.
/// Source: guide consumption-metrics of 2026-02, about 50 requests per minute and account, one
/// token bucket for all consumption APIs. Observed: philip/neon-usage, 2026-08: "~700/minute
/// account limit" for the others.
RateLimit rate_limit(const RequestContext& context, const Principal& principal) {
  if (!context.request.path().starts_with("/api/v2/consumption_history/")) {
    return {.key = "neon/api/" + principal.account, .per_minute = 700, .is_token_bucket = true};
  }
  return {.key = "neon/" + principal.account, .per_minute = 50, .is_token_bucket = true};
}

}  // namespace

extern constexpr Provider kProvider{{.name = kName,
                                     .title = "Neon",
                                     .url = "https://console.neon.tech",
                                     .base_path = "/api/v2",
                                     .path_prefixes = kSpaces,
                                     .auth_scheme = "bearer",
                                     .inputs = kInputs,
                                     .base_variable = "NEON_API_HOST",
                                     .clients = kClients,
                                     .first_operation = "neon.project_consumption_v2",
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
                                        .rate_limit = rate_limit,
                                        .broken_by_faults = kBrokenByFaults,
                                        .render = render,
                                        .add_headers = add_headers,
                                        .read_recording = read_recording,
                                    }};

}  // namespace mockmeter::neon
