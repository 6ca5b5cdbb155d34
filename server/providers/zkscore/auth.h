#pragma once

#include <optional>

#include "server/api/operation.h"
#include "server/metering/json.h"

namespace mockmeter::zkscore {

/// Visits the keys of every account of the world.
void name_secrets(const World& world, const SecretVisitor& visit);

/// The key behind "Authorization: Bearer <key>"; its id names the credential. Throws 401.
Principal authenticate(const Call& call);

/// Throws 403 unless the key may manage.
void authorize(const Call& call);

/// Every key is counted on its own, with its own limit or its tier's; also a key that has expired
/// or was revoked. Empty for an unknown one.
std::optional<RateLimit> rate_limit(const Context& context);

/// Whether `permissions` let a key use the developer routes.
bool may_manage(const Json& permissions);

}  // namespace mockmeter::zkscore
