#include "server/providers/neon/auth.h"

#include "server/api/credentials.h"
#include "server/providers/neon/errors.h"
#include "server/providers/neon/world.h"

namespace mockmeter::neon {
Principal authenticate(const Call& call) {
  const auto secret = credentials_of(call.request.headers, "Bearer");
  if (!secret) throw unauthorized();
  for (const Account& account : call.world.part<Part>(kName).accounts) {
    for (const Key& key : account.keys) {
      if (key.secret == secret) return {key.name, account.id};
    }
  }
  throw unauthorized();
}

void authorize(const Call&) {}

std::optional<RateLimit> rate_limit(const Call& call) {
  return RateLimit{"neon/" + call.principal.account, 50};
}

}  // namespace mockmeter::neon
