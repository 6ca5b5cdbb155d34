#include "server/providers/upstash/auth.h"

#include <optional>

#include "server/api/credentials.h"
#include "server/core/find_by.h"
#include "server/providers/upstash/errors.h"
#include "server/providers/upstash/world.h"

namespace mockmeter::upstash {

Principal authenticate(const Call& call) {
  const auto encoded = credentials_of(call.request.headers, "Basic");
  const auto credential = encoded ? decode_basic(*encoded) : std::nullopt;
  if (!credential) throw unauthorized();
  for (const Account& account : part_of(call).accounts) {
    if (account.email != credential->user) continue;
    const Key* key = find_by(account.keys, &Key::secret, credential->password);
    if (key != nullptr) return {key->name, account.id};
  }
  throw unauthorized();
}

void authorize(const Call& call) {
  if (call.operation.method == "GET") return;
  for (const Key& key : account_of(call).keys) {
    if (key.name == call.principal.credential && key.read_only) throw read_only_key();
  }
}

}  // namespace mockmeter::upstash
