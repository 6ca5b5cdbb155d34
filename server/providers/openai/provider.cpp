// OpenAI's usage and costs of an organization. Sources, evidence and choices: README.md beside
// this file.
#include <array>

#include "base/tables.h"
#include "server/providers/openai/endpoints.h"
#include "server/providers/openai/errors.h"
#include "server/providers/openai/operations.h"
#include "server/providers/openai/variants.h"
#include "server/providers/openai/world.h"

namespace mockmeter::openai {
namespace {

constexpr std::array<std::string_view, 1> kSpaces{"/v1/organization/"};

// Each list goes by two names; the official SDKs send the one with brackets.
constexpr std::array<std::string_view, 9> kFewParameters{
    "start_time", "end_time",   "bucket_width", "project_ids", "project_ids[]",
    "group_by",   "group_by[]", "limit",        "page"};
constexpr std::array<std::string_view, 15> kUsualParameters{
    "start_time", "end_time",   "bucket_width", "project_ids",   "project_ids[]",
    "user_ids",   "user_ids[]", "api_key_ids",  "api_key_ids[]", "models",
    "models[]",   "group_by",   "group_by[]",   "limit",         "page"};
constexpr std::array<std::string_view, 16> kCompletionParameters{
    "start_time", "end_time",    "bucket_width",  "project_ids", "project_ids[]", "user_ids",
    "user_ids[]", "api_key_ids", "api_key_ids[]", "models",      "models[]",      "batch",
    "group_by",   "group_by[]",  "limit",         "page"};
constexpr std::array<std::string_view, 19> kImageParameters{
    "start_time", "end_time",    "bucket_width",  "sources",       "sources[]",
    "sizes",      "sizes[]",     "project_ids",   "project_ids[]", "user_ids",
    "user_ids[]", "api_key_ids", "api_key_ids[]", "models",        "models[]",
    "group_by",   "group_by[]",  "limit",         "page"};
constexpr std::array<std::string_view, 15> kFileSearchParameters{
    "start_time",         "end_time",   "bucket_width", "project_ids",   "project_ids[]",
    "user_ids",           "user_ids[]", "api_key_ids",  "api_key_ids[]", "vector_store_ids",
    "vector_store_ids[]", "group_by",   "group_by[]",   "limit",         "page"};
constexpr std::array<std::string_view, 17> kWebSearchParameters{"start_time",
                                                                "end_time",
                                                                "bucket_width",
                                                                "project_ids",
                                                                "project_ids[]",
                                                                "user_ids",
                                                                "user_ids[]",
                                                                "api_key_ids",
                                                                "api_key_ids[]",
                                                                "models",
                                                                "models[]",
                                                                "context_levels",
                                                                "context_levels[]",
                                                                "group_by",
                                                                "group_by[]",
                                                                "limit",
                                                                "page"};
constexpr std::array<std::string_view, 13> kCostParameters{
    "start_time",  "end_time",      "bucket_width", "project_ids",  "project_ids[]",
    "api_key_ids", "api_key_ids[]", "line_items",   "line_items[]", "group_by",
    "group_by[]",  "limit",         "page"};

// Source: OpenAPI file f85dbe2, 429 of each operation.
constexpr std::array<int, 2> kRefusals{403, 429};

constexpr std::array<SeriesPath, 1> kSeries{
    {{.path = "/data", .time_member = "start_time", .values = "/results"}}};
constexpr std::array<std::string_view, 3> kEnums{"/object", "/data/*/object",
                                                 "/data/*/results/*/object"};
constexpr std::array<std::string_view, 4> kCostEnums{
    "/object", "/data/*/object", "/data/*/results/*/object", "/data/*/results/*/amount/currency"};
constexpr PagingLayout kPaging{"/next_page", "page", "/has_more", "limit"};

// Three days before the default world's.
constexpr std::string_view kThreeDays = R"({"start_time":1778976000,"end_time":1779235200})";

constexpr std::string_view kUsageSource = "https://platform.openai.com/docs/api-reference/usage";
constexpr std::string_view kCostsSource =
    "https://developers.openai.com/api/reference/resources/admin/subresources/organization/"
    "subresources/usage/methods/costs";
constexpr std::string_view kFileSource = "https://github.com/openai/openai-openapi";

constexpr std::array<TestInput, 5> kInputs{{
    {"main", "", "OPENAI_ADMIN_KEY", "", "sk-admin-test-main",
     "an admin key of an organization with usage, that may do everything"},
    {"restricted", "", "OPENAI_RESTRICTED_ADMIN_KEY", "", "sk-admin-test-restricted",
     "a restricted admin key without the scope api.usage.read"},
    {"project", "", "OPENAI_PROJECT_KEY", "", "sk-proj-test-web",
     "a key of a project, which only inference takes"},
    {"idle", "", "OPENAI_IDLE_ADMIN_KEY", "", "sk-admin-test-idle",
     "an admin key of an organization that used nothing"},
    {"project_id", "", "OPENAI_PROJECT_ID", "", "proj_web",
     "a project of the main organization, with usage"},
}};
constexpr std::string_view kClients =
    "npm's openai takes it from OPENAI_BASE_URL or baseURL, ai-admin-api-mcp from OPENAI_BASE_URL";
// Inferred: keys that work are far longer than those of our worlds.
constexpr std::array<LiveCredential, 3> kLiveCredentials{
    {{"sk-admin-", 40}, {"sk-proj-", 40}, {"sk-svcacct-", 40}}};

/// The row of a usage endpoint: its own facts, and those that all of them share.
template <const Endpoint& endpoint>
constexpr Operation usage_operation(OperationInfo info) {
  info.error_statuses = kRefusals;
  info.series = kSeries;
  info.enum_members = kEnums;
  info.paging = kPaging;
  return {info, {.handle = get_usage<endpoint>}};
}

constexpr std::array<Operation, 11> kOperations{
    usage_operation<kCompletions>(
        {.id = "openai.usage_completions",
         .path = "/v1/organization/usage/completions",
         .parameters = kCompletionParameters,
         .source = kUsageSource,
         .quote = "Get completions usage details for the organization.",
         .summary =
             "Tokens and requests of Chat Completions and Responses, in buckets of a minute, an "
             "hour or a day (1m, 1h, 1d). start_time is in unix seconds. limit counts buckets; "
             "without it a page has 7 days, 24 hours or 60 minutes. A dimension is null unless "
             "group_by names it.",
         .example = "/v1/organization/usage/completions?start_time=1778976000&end_time=1779235200"
                    "&group_by=model",
         .sample = {kThreeDays, "/data/0/results/0/input_tokens"}}),
    usage_operation<kEmbeddings>(
        {.id = "openai.usage_embeddings",
         .path = "/v1/organization/usage/embeddings",
         .parameters = kUsualParameters,
         .source = kUsageSource,
         .quote = "Get embeddings usage details for the organization.",
         .summary = "Input tokens and requests of embeddings by bucket; as completions otherwise.",
         .example = "/v1/organization/usage/embeddings?start_time=1778976000&end_time=1779235200",
         .sample = {kThreeDays, "/data/0/results/0/input_tokens"}}),
    usage_operation<kModerations>(
        {.id = "openai.usage_moderations",
         .path = "/v1/organization/usage/moderations",
         .parameters = kUsualParameters,
         .source = kUsageSource,
         .quote = "Get moderations usage details for the organization.",
         .summary = "Input tokens and requests of moderations by bucket; as completions otherwise.",
         .example = "/v1/organization/usage/moderations?start_time=1778976000&end_time=1779235200",
         .sample = {kThreeDays, "/data/0/results/0/input_tokens"}}),
    usage_operation<kImagesEndpoint>(
        {.id = "openai.usage_images",
         .path = "/v1/organization/usage/images",
         .parameters = kImageParameters,
         .source = kUsageSource,
         .quote = "Get images usage details for the organization.",
         .summary = "Images and requests by bucket, also by source and size of the image.",
         .example = "/v1/organization/usage/images?start_time=1778976000&end_time=1779235200"
                    "&group_by=size",
         .sample = {kThreeDays, "/data/0/results/0/images"}}),
    usage_operation<kAudioSpeeches>(
        {.id = "openai.usage_audio_speeches",
         .path = "/v1/organization/usage/audio_speeches",
         .parameters = kUsualParameters,
         .source = kUsageSource,
         .quote = "Get audio speeches usage details for the organization.",
         .summary = "Characters and requests of text to speech by bucket.",
         .example =
             "/v1/organization/usage/audio_speeches?start_time=1778976000&end_time=1779235200",
         .sample = {kThreeDays, "/data/0/results/0/characters"}}),
    usage_operation<kAudioTranscriptions>(
        {.id = "openai.usage_audio_transcriptions",
         .path = "/v1/organization/usage/audio_transcriptions",
         .parameters = kUsualParameters,
         .source = kUsageSource,
         .quote = "Get audio transcriptions usage details for the organization.",
         .summary = "Seconds and requests of speech to text by bucket.",
         .example = "/v1/organization/usage/"
                    "audio_transcriptions?start_time=1778976000&end_time=1779235200",
         .sample = {kThreeDays, "/data/0/results/0/seconds"}}),
    usage_operation<kVectorStores>(
        {.id = "openai.usage_vector_stores",
         .path = "/v1/organization/usage/vector_stores",
         .parameters = kFewParameters,
         .source = kUsageSource,
         .quote = "Get vector stores usage details for the organization.",
         .summary =
             "Bytes in vector stores by bucket: a level, the one at the end of the bucket. Sums "
             "over time mean nothing.",
         .example =
             "/v1/organization/usage/vector_stores?start_time=1778976000&end_time=1779235200",
         .sample = {kThreeDays, "/data/0/results/0/usage_bytes"}}),
    usage_operation<kCodeInterpreterSessions>(
        {.id = "openai.usage_code_interpreter_sessions",
         .path = "/v1/organization/usage/code_interpreter_sessions",
         .parameters = kFewParameters,
         .source = kUsageSource,
         .quote = "Get code interpreter sessions usage details for the organization.",
         .summary = "Sessions of the code interpreter by bucket. Rows have no num_model_requests.",
         .example = "/v1/organization/usage/code_interpreter_sessions?start_time=1778976000"
                    "&end_time=1779235200",
         .sample = {kThreeDays, "/data/0/results/0/num_sessions"}}),
    usage_operation<kFileSearchCalls>(
        {.id = "openai.usage_file_search_calls",
         .path = "/v1/organization/usage/file_search_calls",
         .parameters = kFileSearchParameters,
         .source = kFileSource,
         .quote = "Get file search calls usage details for the organization.",
         .summary =
             "Requests of file search by bucket, also by vector store. In the OpenAPI file since "
             "2026-07-16; the mock serves it under any clock, because nothing says that it "
             "answered otherwise before.",
         .example =
             "/v1/organization/usage/file_search_calls?start_time=1778976000&end_time=1779235200",
         .sample = {kThreeDays, "/data/0/results/0/num_requests"}}),
    usage_operation<kWebSearchCalls>(
        {.id = "openai.usage_web_search_calls",
         .path = "/v1/organization/usage/web_search_calls",
         .parameters = kWebSearchParameters,
         .source = kFileSource,
         .quote = "Get web search calls usage details for the organization.",
         .summary =
             "Searches, and requests of models with searches, by bucket, also by context level. "
             "In the OpenAPI file since 2026-07-16; served under any clock, as file search.",
         .example =
             "/v1/organization/usage/web_search_calls?start_time=1778976000&end_time=1779235200",
         .sample = {kThreeDays, "/data/0/results/0/num_requests"}}),
    {{.id = "openai.costs",
      .path = "/v1/organization/costs",
      .parameters = kCostParameters,
      .error_statuses = kRefusals,
      .source = kCostsSource,
      .quote = "Get costs details for the organization.",
      .summary = "Dollars by whole UTC day; a page has 7 of them unless limit (at most 180) says "
                 "more. amount.value is a text or a number, by variant openai.amount_value. Costs "
                 "need not match usage.",
      .example = "/v1/organization/costs?start_time=1778976000&end_time=1779235200"
                 "&group_by=line_item",
      .series = kSeries,
      .enum_members = kCostEnums,
      .paging = kPaging,
      .sample = {kThreeDays, "/data/0/end_time"}},
     {.handle = get_costs}},
};

constexpr std::array<BrokenRequirement, 5> kBrokenByFaults{{
    {"missing-bucket", "OAI-USAGE-016"},
    {"duplicate-bucket", "OAI-USAGE-016"},
    {"unsorted", "OAI-USAGE-019"},
    {"counter-reset", "OAI-USAGE-052"},
    {"stuck-cursor", "OAI-USAGE-019"},
}};

/// The admin keys and the project keys of every organization.
/// Source: OpenAPI file f85dbe2, AdminApiKeyAuth. OpenAI-Organization and OpenAI-Project are not
/// looked at: a key of the world belongs to one organization.
void visit_credentials(const World& world, const CredentialVisitor& visit) {
  for (const Organization& organization : world.part<Part>(kName).organizations) {
    const std::string_view id = organization.id;
    for (const AdminKey& key : organization.admin_keys) visit({{}, key.secret, key.name, id});
    for (const Project& project : organization.projects) {
      for (const ProjectKey& key : project.keys) visit({{}, key.secret, key.id, id});
    }
  }
}

void authenticate(const OperationRequest& call) {
  if (call.credential.scheme != "bearer") throw ApiError(error_row("openai.missing_api_key"));
  if (call.principal.account.empty()) throw incorrect_api_key(call.credential.secret);
}

/// Throws the 403 of a key that may not read usage: a restricted admin key without that scope, and
/// every key of a project. Observed: CodexBar, pull request 1802.
void authorize(const OperationRequest& call) {
  const auto* organization = call.world.part<Part>(kName).find_organization(call.principal.account);
  const auto* key = find_by(organization->admin_keys, &AdminKey::name, call.principal.credential);
  if (key != nullptr && key->may_read_usage) return;
  throw ApiError(call.is(kMissingScopeForm, "object_401") ? error_row("openai.missing_scope_401")
                                                          : error_row("openai.missing_scope"));
}

}  // namespace

extern constexpr Provider kProvider{{.name = kName,
                                     .title = "OpenAI",
                                     .url = "https://api.openai.com",
                                     .base_path = "/v1",
                                     .path_prefixes = kSpaces,
                                     .auth_scheme = "bearer",
                                     .inputs = kInputs,
                                     .base_variable = "OPENAI_BASE_URL",
                                     .clients = kClients,
                                     .first_operation = "openai.costs",
                                     .live_credentials = kLiveCredentials},
                                    {
                                        .operations = kOperations,
                                        .variants = kVariants,
                                        .errors = kErrorCases,
                                        .read_world = read_world,
                                        .visit_credentials = visit_credentials,
                                        .authenticate = authenticate,
                                        .authorize = authorize,
                                        .broken_by_faults = kBrokenByFaults,
                                        .render = render,
                                        .add_headers = add_headers,
                                    }};

}  // namespace mockmeter::openai
