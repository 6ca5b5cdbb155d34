#pragma once

#include <optional>

#include "server/api/operation.h"

namespace mockmeter::neon {

/// Visits the keys of every account of the world.
void name_secrets(const World& world, const SecretVisitor& visit);

/// Authorization: Bearer with a key of the world; throws the 401 for anything else.
/// Source: OpenAPI file 2.7.2, BearerAuth. The cookies that it also names are for browsers.
Principal authenticate(const Call& call);

/// Nothing here: the plan is judged after the parameters and the window (see question.h).
void authorize(const Call& call);

/// One token bucket for each account, shared by all consumption endpoints. No header shows it.
std::optional<RateLimit> rate_limit(const Context& context);

}  // namespace mockmeter::neon
