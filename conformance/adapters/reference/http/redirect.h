#pragma once

#include <optional>

#include "conformance/adapters/reference/flags/mutants.h"
#include "conformance/adapters/reference/http/message.h"
#include "conformance/adapters/reference/http/url.h"

namespace reference {

/// Where the answer to a request sends the client, when the client goes there: with a GET, within
/// the origin that the credential belongs to, and not for the sixth time.
std::optional<Url> next_hop(const Request& request, const Origin& origin, const Answer& answer,
                            int hops, const MutantSet& mutants);

}  // namespace reference
