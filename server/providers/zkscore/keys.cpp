#include <algorithm>
#include <utility>

#include "base/tables.h"
#include "server/api/body.h"
#include "server/metering/hash.h"
#include "server/providers/zkscore/errors.h"
#include "server/providers/zkscore/key_documents.h"
#include "server/providers/zkscore/operations.h"
#include "server/providers/zkscore/parameters.h"
#include "server/providers/zkscore/text.h"

namespace mockmeter::zkscore {
namespace {

/// Source: list-api-keys, webhooks[] {id, url, events, status, lastDelivery, ...}; no secret.
Json make_webhooks(const Json& wanted, std::uint64_t seed, const std::string& key_id) {
  Json webhooks = Json::array();
  for (const Json& each : wanted) {
    const std::string id =
        "wh_" + make_token(seed, "zkscore/webhook/" + key_id, webhooks.size(), 16);
    webhooks.push_back({{"id", id},
                        {"url", each.at("url")},
                        {"events", each.value("events", Json::array())},
                        {"status", "active"},
                        {"lastDelivery", nullptr},
                        {"deliveryCount", 0},
                        {"failureCount", 0}});
  }
  return webhooks;
}

/// Source: guides/api-keys, samples of the form "zk_prod_<alnum>".
Key make_key(KeyRequest request, Part& part, Instant now) {
  const std::uint64_t number = ++part.keys_made;
  Key key;
  key.id = "key_" + make_token(part.seed, "zkscore/key", number, 16);
  key.secret = "zk_prod_" + make_token(part.seed, "zkscore/secret", number, 32);
  key.name = std::move(request.name);
  key.description = std::move(request.description);
  key.created = now;
  key.expires = request.expires;
  key.limits = request.limits;
  key.permissions = std::move(request.permissions);
  key.webhooks = make_webhooks(request.webhooks, part.seed, key.id);
  key.metadata = std::move(request.metadata);
  return key;
}

Json page_json(const Page& page, const PageQuery& paging) {
  return {{"total", page.total},
          {"limit", paging.limit},
          {"offset", paging.offset},
          {"hasMore", page.has_more()}};
}

}  // namespace

Response list_api_keys(const OperationRequest& call) {
  // Inferred: limit and offset as on scores/get-leaderboard, "default 50, max 100".
  const PageQuery paging = read_paging(call.query, 50, 100);
  const Account& account = *call.world.part<Part>(kName).find_account(call.principal.account);
  const Page page = paging.over(account.keys.size());
  Json keys = Json::array();
  for (std::size_t i = page.begin; i < page.end; ++i) {
    keys.push_back(key_json(account, account.keys[i], call.now));
  }
  const Json body = {{"success", true},
                     {"keys", std::move(keys)},
                     {"pagination", page_json(page, paging)},
                     {"summary", summary_json(account, call.now)},
                     {"timestamp", format_timestamp(call.now)}};
  return json_response(200, body.dump());
}

Response create_api_key(const OperationRequest& call, World& next) {
  const Json wanted = json_body(call);
  Part& part = next.edit<Part>(kName);
  Account& account = part.account(call.principal.account);
  account.keys.push_back(
      make_key(read_key_request(wanted, account.limits, call.now), part, call.now));
  const Key& key = account.keys.back();
  // Inferred: 200 for success; the status is undocumented.
  const Json body = {{"success", true},          {"apiKey", key.secret},
                     {"keyId", key.id},          {"key", new_key_json(account, key, call.now)},
                     {"webhooks", key.webhooks}, {"timestamp", format_timestamp(call.now)}};
  return json_response(200, body.dump());
}

// Inferred: soft, so that summary.revokedKeys can count. Choice: to revoke again changes nothing.
Response revoke_api_key(const OperationRequest& call, World& next) {
  std::vector<Key>& keys = next.edit<Part>(kName).account(call.principal.account).keys;
  Key* key = find_by(keys, &Key::id, call.path_param("keyId"));
  if (key == nullptr) {
    throw ApiError(error_row("zkscore.api_key_not_found"));
  }
  key->revoked = std::min(call.now, key->revoked.value_or(call.now));
  const Json body = {{"success", true},
                     {"message", "API key revoked"},
                     {"keyId", key->id},
                     {"revokedAt", format_timestamp(*key->revoked)},
                     {"timestamp", format_timestamp(call.now)}};
  return json_response(200, body.dump());
}

}  // namespace mockmeter::zkscore
