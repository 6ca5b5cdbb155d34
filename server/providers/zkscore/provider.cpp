#include "server/providers/zkscore/provider.h"

#include <array>

#include "server/providers/zkscore/auth.h"
#include "server/providers/zkscore/error_cases.h"
#include "server/providers/zkscore/errors.h"
#include "server/providers/zkscore/keys.h"
#include "server/providers/zkscore/readings.h"
#include "server/providers/zkscore/usage.h"
#include "server/providers/zkscore/usage_query.h"
#include "server/providers/zkscore/world.h"

namespace mockmeter::zkscore {
namespace {

constexpr std::array<std::string_view, 2> kSpaces{"/v1/", "/api/v1/"};
constexpr std::array<std::string_view, 2> kListParameters{"limit", "offset"};

constexpr std::array<int, 1> kKeyRefusals{403};
constexpr std::array<int, 2> kRefusals{403, 404};

// Source: introduction and guides/api-keys write "/api/v1/developer/keys", the playground
// "/v1/...": hence the aliases.
constexpr std::array<Operation, 4> kOperations{{
    {.id = "zkscore.get_usage",
     .method = "GET",
     .path = "/v1/developer/usage",
     .alias = "/api/v1/developer/usage",
     .handle = get_usage,
     .parameters = kUsageParameters,
     .refusals = kRefusals,
     .evidence = Evidence::kDocumented,
     .source = "https://core.anylayer.org/api-reference/developer/get-usage",
     .quote = "Get detailed usage statistics for API keys",
     .summary =
         "Totals, a time series, breakdowns, errors, rate limits and alerts of one key or of "
         "all keys. sort, order, limit and offset act on timeSeries; the default order is "
         "by request count, not by time. The names of the parameters are inferred.",
     .example = "/v1/developer/usage?timeframe=24h&granularity=hour"},
    {.id = "zkscore.list_api_keys",
     .method = "GET",
     .path = "/v1/developer/keys",
     .alias = "/api/v1/developer/keys",
     .handle = list_api_keys,
     .parameters = kListParameters,
     .refusals = kKeyRefusals,
     .evidence = Evidence::kDocumented,
     .source = "https://core.anylayer.org/api-reference/developer/list-api-keys",
     .quote = "List API Keys - View all API keys",
     .summary = "The keys of the account with their usage, without their secrets, and a summary. "
                "limit (1 to 100, default 50) and offset are inferred from the sibling pages.",
     .example = "/v1/developer/keys"},
    {.id = "zkscore.create_api_key",
     .method = "POST",
     .path = "/v1/developer/keys",
     .alias = "/api/v1/developer/keys",
     .change = create_api_key,
     .refusals = kKeyRefusals,
     .evidence = Evidence::kDocumented,
     .source = "https://core.anylayer.org/api-reference/developer/create-api-key",
     .quote = "Create API Key - Create new API keys",
     .summary = "Makes a key and shows its secret once; it works as a credential at once. Only "
                "name is needed. The simple body of guides/api-keys is taken, too.",
     .example = "/v1/developer/keys"},
    {.id = "zkscore.revoke_api_key",
     .method = "DELETE",
     .path = "/v1/developer/keys/{keyId}",
     .alias = "/api/v1/developer/keys/{keyId}",
     .change = revoke_api_key,
     .refusals = kRefusals,
     .evidence = Evidence::kInferred,
     .source = "https://core.anylayer.org/api-reference/developer/get-usage",
     .quote = "Revoke API Key - Revoke API keys",
     .summary = "Revokes a key for good; from then on it gets 401. To revoke it again changes "
                "nothing. The page exists but is not readable, so path and body are inferred.",
     .example = "/v1/developer/keys/key_pro_staging"},
}};

constexpr Provider kProvider{
    .name = kName,
    .title = "ZKScore",
    .base_path = "/v1",
    .spaces = kSpaces,
    .operations = kOperations,
    .readings = kReadings,
    .errors = kErrorCases,
    .read_world = read_world,
    .name_secrets = name_secrets,
    .authenticate = authenticate,
    .authorize = authorize,
    .rate_limit = rate_limit,
    .rate_headers = true,
    .refuse = refuse,
    .failure = failure,
    .render = render,
    .curl_credential = "-H 'Authorization: Bearer zk_test_professional'",
    .auth_scheme = "bearer",
};

}  // namespace

const Provider& provider() { return kProvider; }

}  // namespace mockmeter::zkscore
