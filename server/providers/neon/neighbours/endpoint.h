#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "server/api/operation.h"
#include "server/providers/neon/world.h"

namespace mockmeter::neon {

// Source: OpenAPI file 2.7.2, SuspendTimeoutSeconds: 0 stands for the default, 300 seconds.
inline constexpr std::chrono::seconds kSuspendTimeout{300};

/// The compute of a branch. Choice: every branch has exactly one.
struct Endpoint {
  std::string id;  ///< made from the seed
  std::optional<Instant> last_active;
  std::optional<Instant> suspended_at;  ///< when it is not running
};

Endpoint endpoint_of(const Branch& branch, const RequestContext& context);

/// "us-east-2.aws.neon.tech". Source: OpenAPI file 2.7.2, proxy_host.
std::string proxy_host_of(const Project& project);

}  // namespace mockmeter::neon
