#include "server/providers/zkscore/auth.h"

#include <algorithm>
#include <string_view>

#include "base/tables.h"
#include "server/api/credentials.h"
#include "server/providers/zkscore/errors.h"
#include "server/providers/zkscore/world.h"

namespace mockmeter::zkscore {
namespace {

struct Holder {
  const Account* account = nullptr;  // null: nobody's
  const Key* key = nullptr;
};

/// Who the request's key belongs to. Source: authentication, "Authorization: Bearer".
Holder find_holder(const Context& context) {
  const auto secret = credentials_of(context.request.headers, "Bearer");
  if (!secret) return {};
  for (const Account& account : context.world.part<Part>(kName).accounts) {
    if (const Key* key = find_by(account.keys, &Key::secret, *secret)) return {&account, key};
  }
  return {};
}

void must_be_usable(const Key& key, Instant now) {
  switch (status_at(key, now)) {
    case KeyStatus::kActive:
      return;
    case KeyStatus::kInactive:
      throw invalid_api_key();
    case KeyStatus::kExpired:
      throw expired_api_key();
    case KeyStatus::kRevoked:
      throw revoked_api_key();
  }
}

const Account& account_of(const Call& call) {
  return *call.world.part<Part>(kName).find_account(call.principal.account);
}

}  // namespace

void name_secrets(const World& world, const SecretVisitor& visit) {
  for (const Account& account : world.part<Part>(kName).accounts) {
    for (const Key& key : account.keys) visit(key.secret, key.id);
  }
}

Principal authenticate(const Call& call) {
  const auto [account, key] = find_holder(call);
  if (key == nullptr) throw invalid_api_key();
  must_be_usable(*key, call.now);
  return {key->id, account->id};
}

// Choice: the documented resources name no developer area, so it takes a right to write to all of
// them; a key that only reads is refused, reading too.
bool may_manage(const Json& permissions) {
  return std::any_of(permissions.begin(), permissions.end(), [](const Json& permission) {
    const Json& actions = permission.at("actions");
    return permission.at("resource") == "all" &&
           (contains(actions, "write") || contains(actions, "all"));
  });
}

void authorize(const Call& call) {
  if (!may_manage(account_of(call).find_key(call.principal.credential)->permissions)) {
    throw forbidden();
  }
}

// Source: get-usage, Rate Limits, "60 requests per minute"; introduction, 10,000 per day.
// Choice: the hour is not enforced; no page that the tiers come from names one.
std::optional<RateLimit> rate_limit(const Context& context) {
  const auto [account, key] = find_holder(context);
  if (key == nullptr) return std::nullopt;
  const Limits& limits = key->limits ? *key->limits : account->limits;
  return RateLimit{"zkscore/" + key->id, limits.per_minute, limits.per_day};
}

}  // namespace mockmeter::zkscore
