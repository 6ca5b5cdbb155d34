#pragma once

#include <string_view>

#include "server/api/message.h"
#include "server/api/operation.h"
#include "server/metering/variants.h"

namespace mockmeter {

/// Whether a vendor's 401 names the scheme that it wants. `name`: "acme.www_authenticate".
constexpr Variant www_authenticate_variant(std::string_view name) {
  return {name,
          "Does a 401 name its scheme in WWW-Authenticate?",
          {{"rfc",
            "RFC 9110 section 15.5.2: \"MUST send a WWW-Authenticate header field\"; what the "
            "vendor sends is not recorded"},
           {"absent", "the vendor documents no such header"}}};
}

/// Adds WWW-Authenticate to a 401, unless the provider's variant of that name says otherwise.
void add_challenge(Response& response, const Provider& provider, const RequestContext& context);

}  // namespace mockmeter
