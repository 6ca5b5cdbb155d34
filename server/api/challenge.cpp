#include "server/api/challenge.h"

#include <string>

#include "base/tables.h"

namespace mockmeter {

void add_challenge(Response& response, const Provider& provider, const RequestContext& context) {
  if (response.status != 401) return;
  const std::string name = std::string(provider.name) + ".www_authenticate";
  const Variant* const variant = find_by(provider.variants, &Variant::name, name);
  if (variant == nullptr || context.is(*variant, "absent")) return;
  // Source: RFC 7617 section 2 and RFC 6750 section 3: both schemes need a parameter, a realm.
  const std::string_view scheme = provider.auth_scheme == "basic" ? "Basic" : "Bearer";
  response.headers.set("WWW-Authenticate",
                       std::string(scheme) + " realm=\"" + std::string(provider.title) + "\"");
}

}  // namespace mockmeter
