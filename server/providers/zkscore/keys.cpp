#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "base/tables.h"
#include "server/api/body.h"
#include "server/metering/hash.h"
#include "server/providers/zkscore/errors.h"
#include "server/providers/zkscore/key_view.h"
#include "server/providers/zkscore/operations.h"
#include "server/providers/zkscore/parameters.h"
#include "server/providers/zkscore/text.h"
#include "server/providers/zkscore/world.h"

namespace mockmeter::zkscore {
namespace {

// Source: create-api-key, the resources and the actions of permissions[].
constexpr std::array<std::string_view, 7> kResources{
    "identity", "scores", "achievements", "trading", "trust", "attestations", "all"};
constexpr std::array<std::string_view, 4> kActions{"read", "write", "delete", "all"};

bool are_actions(const Json& value) {
  return value.is_array() && !value.empty() &&
         std::ranges::all_of(value, [](const Json& action) { return contains(kActions, action); });
}

bool is_permission(const Json& value) {
  return value.is_object() && value.contains("resource") && value.contains("actions") &&
         contains(kResources, value["resource"]) && are_actions(value["actions"]) &&
         value.value("restrictions", Json::object()).is_object();
}

Json make_permission(const Json& resource, const Json& actions, const Json& restrictions) {
  return {{"resource", resource}, {"actions", actions}, {"restrictions", restrictions}};
}

/// Choice: a key that names no permissions may do everything.
Json read_permissions(const Json& body) {
  if (!body.contains("permissions")) {
    return Json::array({make_permission("all", Json::array({"all"}), Json::object())});
  }
  const Json& permissions = body["permissions"];
  // Source: guides/api-keys, permissions ["read", "write"]. Inferred: on every resource.
  if (are_actions(permissions)) {
    return Json::array({make_permission("all", permissions, Json::object())});
  }
  const bool valid = permissions.is_array() && !permissions.empty() &&
                     std::ranges::all_of(permissions, is_permission);
  if (!valid) {
    throw invalid("permissions",
                  "resources are identity, scores, achievements, trading, trust, "
                  "attestations, all; actions are read, write, delete, all");
  }
  Json complete = Json::array();
  for (const Json& each : permissions) {
    complete.push_back(make_permission(each["resource"], each["actions"],
                                       each.value("restrictions", Json::object())));
  }
  return complete;
}

/// What is not named stays at the account's limit.
std::optional<KeyLimits> read_limits(const Json& body, const KeyLimits& greatest) {
  if (!body.contains("rateLimit")) return std::nullopt;
  Json wanted = body["rateLimit"];
  // Source: guides/api-keys, rateLimit 1000. Choice: its unit is undocumented; requests a minute.
  if (wanted.is_number()) wanted = Json{{"requestsPerMinute", wanted}};
  KeyLimits limits = greatest;
  for (const LimitMember& member : kLimitMembers) {
    limits.*member.limit = wanted.value(member.name, greatest.*member.limit);
    if (limits.*member.limit > greatest.*member.limit) {
      throw ApiError(error_row("zkscore.invalid_parameters"),
                     "Rate limit too high: " + std::string(member.name) + " may be at most " +
                         std::to_string(greatest.*member.limit));
    }
  }
  return limits;
}

std::optional<Instant> read_expiry(const Json& body, Instant now) {
  if (!body.contains("expiry")) return std::nullopt;
  const std::optional<Instant> expiry = parse_rfc3339(body["expiry"].get<std::string>());
  if (!expiry || *expiry <= now) throw invalid("expiry", "use an ISO 8601 instant in the future");
  return expiry;
}

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

/// The key that `body`, which fits the request schema, asks for: the structured body of
/// create-api-key or the simple one of guides/api-keys. Throws 400 "Invalid permissions", "Rate
/// limit too high", "Invalid expiry".
Key make_key(const Json& body, const Account& account, Part& part, Instant now) {
  Key key;
  key.number = ++part.keys_made;
  issue_credentials(key, part.seed);
  key.name = body.at("name").get<std::string>();
  key.description = body.value("description", "");
  key.created = now;
  key.expires = read_expiry(body, now);
  key.limits = read_limits(body, account.limits);
  key.permissions = read_permissions(body);
  key.webhooks = make_webhooks(body.value("webhooks", Json::array()), part.seed, key.id);
  key.metadata = body.value("metadata", Json::object());
  return key;
}

Account& account_to_change(const OperationRequest& call, Part& part) {
  return *find_by(part.accounts, &Account::id, call.principal.account);
}

}  // namespace

Response list_api_keys(const OperationRequest& call) {
  // Inferred: limit and offset as on scores/get-leaderboard, "default 50, max 100".
  const PageQuery paging = read_paging(call.query, 50, 100, bad_values(call));
  const Account& account = account_of(call.world, call.principal);
  const Page page = paging.over(account.keys.size());
  Json keys = Json::array();
  for (std::size_t i = page.begin; i < page.end; ++i) {
    keys.push_back(key_json(account, account.keys[i], call.now));
  }
  const Json body = {{"success", true},
                     {"keys", std::move(keys)},
                     {"pagination", pagination_json(page, paging)},
                     {"summary", summary_json(account, call.now)},
                     {"timestamp", format_timestamp(call.now)}};
  return json_response(200, body.dump());
}

Response create_api_key(const OperationRequest& call, World& next) {
  const Json wanted = json_body(call);
  Part& part = next.edit<Part>(kName);
  Account& account = account_to_change(call, part);
  account.keys.push_back(make_key(wanted, account, part, call.now));
  const Key& key = account.keys.back();
  // Inferred: 200 for success; the status is undocumented.
  const Json body = {{"success", true},          {"apiKey", key.secret},
                     {"keyId", key.id},          {"key", new_key_json(account, key, call.now)},
                     {"webhooks", key.webhooks}, {"timestamp", format_timestamp(call.now)}};
  return json_response(200, body.dump());
}

// Inferred: soft, so that summary.revokedKeys can count. Choice: to revoke again changes nothing.
Response revoke_api_key(const OperationRequest& call, World& next) {
  Account& account = account_to_change(call, next.edit<Part>(kName));
  Key* key = find_by(account.keys, &Key::id, call.path_param("keyId"));
  if (key == nullptr) throw ApiError(error_row("zkscore.api_key_not_found"));
  key->revoked = std::min(call.now, key->revoked.value_or(call.now));
  const Json body = {{"success", true},
                     {"message", "API key revoked"},
                     {"keyId", key->id},
                     {"revokedAt", format_timestamp(*key->revoked)},
                     {"timestamp", format_timestamp(call.now)}};
  return json_response(200, body.dump());
}

}  // namespace mockmeter::zkscore
