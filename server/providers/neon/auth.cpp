#include "server/providers/neon/auth.h"

#include "base/tables.h"
#include "server/api/credentials.h"
#include "server/providers/neon/errors.h"
#include "server/providers/neon/world.h"

namespace mockmeter::neon {
namespace {

struct Holder {
  const Account* account = nullptr;  // null: nobody's
  const Key* key = nullptr;
};

Holder find_holder(const Context& context) {
  const auto secret = credentials_of(context.request.headers, "Bearer");
  if (!secret) return {};
  for (const Account& account : context.world.part<Part>(kName).accounts) {
    if (const Key* key = find_by(account.keys, &Key::secret, *secret)) return {&account, key};
  }
  return {};
}

// Source: guide consumption-metrics of 2026-02, about 50 requests per minute and account, one
// token bucket for all consumption APIs.
constexpr std::int64_t kCallsPerMinute = 50;

}  // namespace

void name_secrets(const World& world, const SecretVisitor& visit) {
  for (const Account& account : world.part<Part>(kName).accounts) {
    for (const Key& key : account.keys) visit(key.secret, key.name);
  }
}

Principal authenticate(const Call& call) {
  const auto [account, key] = find_holder(call);
  if (key == nullptr) throw unauthorized();
  return {key->name, account->id};
}

void authorize(const Call&) {}

std::optional<RateLimit> rate_limit(const Context& context) {
  const auto [account, key] = find_holder(context);
  if (account == nullptr) return std::nullopt;
  return RateLimit{.key = "neon/" + account->id, .per_minute = kCallsPerMinute, .trickles = true};
}

}  // namespace mockmeter::neon
