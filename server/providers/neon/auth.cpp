#include "server/providers/neon/auth.h"

#include <string>
#include <string_view>

#include "server/providers/neon/errors.h"
#include "server/providers/neon/world.h"

namespace mockmeter::neon {
namespace {

/// The scheme has no case. Source: RFC 9110 section 11.1.
std::string_view bearer_token(const Headers& headers) {
  constexpr std::string_view kScheme = "Bearer ";
  const std::string_view value = headers.get("Authorization").value_or("");
  if (headers.count("Authorization") != 1 ||
      !equal_without_case(value.substr(0, kScheme.size()), kScheme)) {
    throw unauthorized();
  }
  return value.substr(kScheme.size());
}

}  // namespace

Principal authenticate(const Call& call) {
  const std::string_view secret = bearer_token(call.request.headers);
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
