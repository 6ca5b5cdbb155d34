#pragma once

#include "server/api/operation.h"

namespace mockmeter::upstash {

/// HTTP Basic with the account's e-mail address and one of its API keys; throws the 401.
/// Source: OpenAPI file, securitySchemes "basicAuth", "scheme: basic".
Principal authenticate(const Call& call);

/// Throws the 403 when a read-only key asks for a change.
void authorize(const Call& call);

}  // namespace mockmeter::upstash
