#pragma once

#include "server/api/operation.h"

namespace mockmeter::upstash {

/// The addresses QStash calls from, as the world lists them.
/// Source: OpenAPI file, listing of /qstash/ipv4: no "security" entry.
Response list_ipv4(const Call& call);

}  // namespace mockmeter::upstash
