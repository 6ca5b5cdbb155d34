#include "server/api/operation.h"

#include <stdexcept>

#include "base/tables.h"

namespace mockmeter {

const std::string& Call::path_param(std::string_view name) const {
  const auto* const found = find_by(path, &PathParams::value_type::first, name);
  if (found != nullptr) return found->second;
  throw std::logic_error("route of " + std::string(operation.id) + " has no {" + std::string(name) +
                         "}");
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
