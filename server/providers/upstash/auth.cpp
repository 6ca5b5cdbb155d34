#include "server/providers/upstash/auth.h"

#include <optional>
#include <string>

#include "base/tables.h"
#include "base/text/base64.h"
#include "server/api/credentials.h"
#include "server/providers/upstash/errors.h"
#include "server/providers/upstash/world.h"

namespace mockmeter::upstash {
namespace {

struct Credential {
  std::string email;
  std::string key;
};

std::optional<Credential> read_basic(const Headers& headers) {
  const auto encoded = credentials_of(headers, "Basic");
  if (!encoded) return std::nullopt;
  const std::optional<std::string> pair = base64_decode(*encoded);
  if (!pair) return std::nullopt;
  // Source: RFC 7617 section 2: a user-id cannot contain a colon, a password can.
  const std::size_t colon = pair->find(':');
  if (colon == std::string::npos) return std::nullopt;
  return Credential{pair->substr(0, colon), pair->substr(colon + 1)};
}

}  // namespace

Principal authenticate(const Call& call) {
  const auto credential = read_basic(call.request.headers);
  if (!credential) throw unauthorized();
  for (const Account& account : part_of(call).accounts) {
    if (account.email != credential->email) continue;
    const Key* key = find_by(account.keys, &Key::secret, credential->key);
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
