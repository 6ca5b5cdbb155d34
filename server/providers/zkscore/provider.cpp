// ZKScore (documented under the brand AnyLayer): usage of API keys, and the keys themselves.
#include <algorithm>
#include <array>

#include "base/tables.h"
#include "server/providers/zkscore/errors.h"
#include "server/providers/zkscore/operations.h"
#include "server/providers/zkscore/recording/reader.h"
#include "server/providers/zkscore/usage_query.h"
#include "server/providers/zkscore/variants.h"
#include "server/providers/zkscore/world.h"

namespace mockmeter::zkscore {
namespace {

constexpr std::array<std::string_view, 2> kSpaces{"/v1/", "/api/v1/"};
constexpr std::array<std::string_view, 2> kListParameters{"limit", "offset"};

constexpr std::array<int, 1> kKeyRefusals{403};
constexpr std::array<int, 2> kRefusals{403, 404};

constexpr std::array<SeriesPath, 1> kUsageSeries{{{"/timeSeries", "timestamp"}}};
constexpr std::array<std::string_view, 4> kUsageEnums{"/alerts/*/type", "/alerts/*/priority",
                                                      "/errors/byType/*/type",
                                                      "/breakdown/byMethod/*/method"};
constexpr std::array<std::string_view, 1> kKeyEnums{"/keys/*/status"};
constexpr PagingLayout kPaging{"", "offset", "/pagination/hasMore", "limit"};

constexpr std::array<TestInput, 5> kInputs{{
    {"main", "", "ZKSCORE_API_KEY", "", "zk_test_professional", "a key with traffic"},
    {"forbidden", "", "ZKSCORE_FORBIDDEN_API_KEY", "", "zk_test_readonly",
     "a key without the permission to read the usage"},
    {"revoked", "", "ZKSCORE_REVOKED_API_KEY", "", "zk_test_revoked", "a key that was revoked"},
    {"idle", "", "ZKSCORE_IDLE_API_KEY", "", "zk_test_idle", "a key that was never used"},
    {"free", "", "ZKSCORE_FREE_API_KEY", "", "zk_test_free", "a key of the free tier with traffic"},
}};
constexpr std::array<LiveCredential, 2> kLiveCredentials{{
    {"zk_prod_", 9},  // Source: the samples, "zk_prod_<alnum>"
    {"zk_live_", 9},  // Inferred: by analogy with payment keys
}};

constexpr std::array<BrokenRequirement, 6> kBrokenByFaults{{
    {"missing-bucket", "ZKS-USAGE-040"},
    {"duplicate-bucket", "ZKS-USAGE-020"},
    {"unsorted", "ZKS-USAGE-031"},
    {"late-data", "ZKS-USAGE-040"},
    {"counter-reset", "ZKS-USAGE-040"},
    {"stuck-cursor", "ZKS-PAG-002"},
}};

// Source: introduction and guides/api-keys write "/api/v1/developer/keys", the playground
// "/v1/...": hence the aliases.
constexpr std::array<Operation, 4> kOperations{{
    {{.id = "zkscore.get_usage",
      .path = "/v1/developer/usage",
      .alias = "/api/v1/developer/usage",
      .relation = Relation::kSeed,
      .parameters = kUsageParameters,
      .error_statuses = kRefusals,
      .source = "https://core.anylayer.org/api-reference/developer/get-usage",
      .quote = "Get detailed usage statistics for API keys",
      .summary =
          "Totals, a time series, breakdowns, errors, rate limits and alerts of one key or of "
          "all keys. sort, order, limit and offset act on timeSeries; the default order is "
          "by request count, not by time. The names of the parameters are inferred.",
      .example = "/v1/developer/usage?timeframe=24h&granularity=hour",
      .series = kUsageSeries,
      .enum_members = kUsageEnums,
      .paging = kPaging,
      .sample = {R"({"keyId":"key_pro_production"})", "/usage/totalRequests"}},
     {.handle = get_usage}},
    {{.id = "zkscore.list_api_keys",
      .path = "/v1/developer/keys",
      .alias = "/api/v1/developer/keys",
      .parameters = kListParameters,
      .error_statuses = kKeyRefusals,
      .source = "https://core.anylayer.org/api-reference/developer/list-api-keys",
      .quote = "List API Keys - View all API keys",
      .summary = "The keys of the account with their usage, without their secrets, and a summary. "
                 "limit (1 to 100, default 50) and offset are inferred from the sibling pages.",
      .example = "/v1/developer/keys",
      .enum_members = kKeyEnums,
      .paging = kPaging,
      .sample = {"{}", "/keys/0/usage/totalRequests"}},
     {.handle = list_api_keys}},
    {{.id = "zkscore.create_api_key",
      .method = "POST",
      .path = "/v1/developer/keys",
      .alias = "/api/v1/developer/keys",
      .error_statuses = kKeyRefusals,
      .source = "https://core.anylayer.org/api-reference/developer/create-api-key",
      .quote = "Create API Key - Create new API keys",
      .summary = "Makes a key and shows its secret once; it works as a credential at once. Only "
                 "name is needed. The simple body of guides/api-keys is taken, too.",
      .example = "/v1/developer/keys"},
     {.change = create_api_key}},
    {{.id = "zkscore.revoke_api_key",
      .method = "DELETE",
      .path = "/v1/developer/keys/{keyId}",
      .alias = "/api/v1/developer/keys/{keyId}",
      .error_statuses = kRefusals,
      .evidence = Evidence::kInferred,
      .source = "https://core.anylayer.org/api-reference/developer/get-usage",
      .quote = "Revoke API Key - Revoke API keys",
      .summary = "Revokes a key for good; from then on it gets 401. To revoke it again changes "
                 "nothing. The page exists but is not readable, so path and body are inferred.",
      .example = "/v1/developer/keys/key_pro_staging"},
     {.change = revoke_api_key}},
}};

const Key& key_of(const World& world, const Principal& principal) {
  return *find_by(account_of(world, principal).keys, &Key::id, principal.credential);
}

/// Source: authentication, "Authorization: Bearer". The id of a key names it.
void visit_credentials(const World& world, const CredentialVisitor& visit) {
  for (const Account& account : world.part<Part>(kName).accounts) {
    for (const Key& key : account.keys) visit({{}, key.secret, key.id, account.id});
  }
}

void authenticate(const OperationRequest& call) {
  if (call.principal.account.empty()) throw ApiError(error_row("zkscore.invalid_api_key"));
  switch (status_at(key_of(call.world, call.principal), call.now)) {
    case KeyStatus::kActive:
      return;
    case KeyStatus::kInactive:
      throw ApiError(error_row("zkscore.invalid_api_key"));
    case KeyStatus::kExpired:
      throw ApiError(error_row("zkscore.expired_api_key"));
    case KeyStatus::kRevoked:
      throw ApiError(error_row("zkscore.revoked_api_key"));
  }
}

/// Throws 403 unless the key may manage.
/// Choice: the documented resources name no developer area, so it takes a right to write to all of
/// them; a key that only reads is refused, variant too.
void authorize(const OperationRequest& call) {
  const Json& permissions = key_of(call.world, call.principal).permissions;
  const bool may_manage = std::ranges::any_of(permissions, [](const Json& permission) {
    const Json& actions = permission.at("actions");
    return permission.at("resource") == "all" &&
           (contains(actions, "write") || contains(actions, "all"));
  });
  if (!may_manage) throw ApiError(error_row("zkscore.forbidden"));
}

/// What a caller without a known key is told.
/// Source: introduction, "Rate limit headers are included in all responses"; rate-limits, "All API
/// responses include rate limit information".
/// Choice: no page says with which numbers; those of the lowest tier, unused.
RateLimit limit_of_strangers() {
  const KeyLimits& lowest = *kTiers.front().limits;
  return {.key = "", .per_minute = lowest.per_minute, .per_day = lowest.per_day};
}

/// Every key is counted on its own, with its own limit or its tier's; also a key that has expired
/// or was revoked.
/// Source: get-usage, Rate Limits, "60 requests per minute"; introduction, 10,000 per day.
/// Choice: the hour is not enforced; no page that the tiers come from names one.
RateLimit rate_limit(const RequestContext& context, const Principal& principal) {
  if (principal.account.empty()) return limit_of_strangers();
  const KeyLimits limits =
      key_of(context.world, principal).limits.value_or(account_of(context.world, principal).limits);
  return {"zkscore/" + principal.credential, limits.per_minute, limits.per_day};
}

}  // namespace

extern constexpr Provider kProvider{{.name = kName,
                                     .title = "ZKScore",
                                     .url = "https://core.anylayer.org",
                                     .base_path = "/v1",
                                     .path_prefixes = kSpaces,
                                     .auth_scheme = "bearer",
                                     .inputs = kInputs,
                                     .base_variable = "ZKSCORE_API_BASE",
                                     .first_operation = "zkscore.get_usage",
                                     .live_credentials = kLiveCredentials},
                                    {
                                        .operations = kOperations,
                                        .variants = kVariants,
                                        .errors = kErrorCases,
                                        .read_world = read_world,
                                        .visit_credentials = visit_credentials,
                                        .authenticate = authenticate,
                                        .authorize = authorize,
                                        .rate_limit = rate_limit,
                                        .rate_headers = true,
                                        .broken_by_faults = kBrokenByFaults,
                                        .render = render,
                                        .read_recording = read_recording,
                                        .visit_changes = visit_changes,
                                        .apply_changes = apply_changes,
                                    }};

}  // namespace mockmeter::zkscore
