#include "server/api/credentials.h"

#include <algorithm>

#include "base/text/base64.h"
#include "server/api/operation.h"

namespace mockmeter {

std::optional<std::string_view> credentials_of(const Headers& headers, std::string_view scheme) {
  if (headers.count("Authorization") != 1) return std::nullopt;
  const std::string_view value = *headers.get("Authorization");
  const std::string_view rest = value.substr(std::min(scheme.size(), value.size()));
  if (!equal_without_case(value.substr(0, scheme.size()), scheme)) return std::nullopt;
  const std::size_t blanks = std::min(rest.find_first_not_of(' '), rest.size());
  if (blanks == 0) return std::nullopt;
  return rest.substr(blanks);
}

std::optional<Credential> decode_basic(std::string_view encoded) {
  const auto pair = base64_decode(encoded);
  const std::size_t colon = pair ? pair->find(':') : std::string::npos;
  if (colon == std::string::npos) return std::nullopt;
  return Credential{"basic", pair->substr(0, colon), pair->substr(colon + 1)};
}

Credential read_credential(const Headers& headers) {
  if (const auto secret = credentials_of(headers, "Bearer"); secret && !secret->empty()) {
    return {"bearer", {}, std::string(*secret)};
  }
  const auto encoded = credentials_of(headers, "Basic");
  const auto pair = encoded ? decode_basic(*encoded) : std::nullopt;
  return pair.value_or(Credential{});
}

std::string write_credential(const Credential& credential) {
  if (credential.scheme == "bearer") return "Bearer " + credential.secret;
  return "Basic " + base64_encode(credential.user + ':' + credential.secret);
}

Principal find_principal(const Provider& provider, const World& world,
                         const Credential& credential) {
  Principal found;
  if (credential.scheme != provider.auth_scheme) return found;
  provider.visit_credentials(world, [&](const KnownCredential& known) {
    if (known.secret != credential.secret || known.user != credential.user) return;
    if (found.account.empty()) found = {std::string(known.name), std::string(known.account)};
  });
  return found;
}

}  // namespace mockmeter
