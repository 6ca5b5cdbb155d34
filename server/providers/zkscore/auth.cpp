#include "server/providers/zkscore/auth.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "server/api/credentials.h"
#include "server/providers/zkscore/errors.h"
#include "server/providers/zkscore/world.h"

namespace mockmeter::zkscore {
namespace {

std::pair<const Account*, const Key*> find_secret(const Part& part, std::string_view secret) {
  for (const Account& account : part.accounts) {
    for (const Key& key : account.keys) {
      if (key.secret == secret) {
        return {&account, &key};
      }
    }
  }
  throw invalid_api_key();
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

bool has(const Json& actions, std::string_view action) {
  return std::find(actions.begin(), actions.end(), action) != actions.end();
}

}  // namespace

Principal authenticate(const Call& call) {
  // Source: authentication, "Authorization: Bearer".
  const auto secret = credentials_of(call.request.headers, "Bearer");
  if (!secret) throw invalid_api_key();
  const auto [account, key] = find_secret(call.world.part<Part>(kName), *secret);
  must_be_usable(*key, call.now);
  return {key->id, account->id};
}

// Choice: the documented resources name no developer area, so it takes a right to write to all of
// them; a key that only reads is refused, reading too.
bool may_manage(const Json& permissions) {
  return std::any_of(permissions.begin(), permissions.end(), [](const Json& permission) {
    const Json& actions = permission.at("actions");
    return permission.at("resource") == "all" && (has(actions, "write") || has(actions, "all"));
  });
}

void authorize(const Call& call) {
  if (!may_manage(account_of(call).find_key(call.principal.credential)->permissions)) {
    throw forbidden();
  }
}

std::optional<RateLimit> rate_limit(const Call& call) {
  const Account& account = account_of(call);
  const Key& key = *account.find_key(call.principal.credential);
  return RateLimit{key.id, key.limits.value_or(account.limits).per_minute, true};
}

}  // namespace mockmeter::zkscore
