#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "server/api/operation.h"

namespace mockmeter {

/// Whether a raw path is one that the operation's route, or its alias, describes.
bool fits_route(const Operation& operation, std::string_view path);

/// An operation that a request may have meant, or a route that the mock does not have.
struct NearMiss {
  const Operation* operation = nullptr;  ///< null: the vendor documents the route, it is not mocked
  std::string_view method;
  std::string_view route;                ///< its path or its alias, whichever is nearer
  double distance = 0;                   ///< 0 = the same, 1 = nothing in common
  std::vector<std::string> differences;  ///< in words, never empty
};

/// The route that fits a request, that its vendor documents, and that the mock does not have.
std::optional<NearMiss> unmocked_route(std::string_view method, std::string_view path,
                                       std::span<const Provider* const> providers);

/// The operations nearest to a request that none fitted, the nearest first, at most three; or the
/// unmocked route alone, when one fits. Costs microseconds, whatever the path.
std::vector<NearMiss> closest_operations(std::string_view method, std::string_view path,
                                         std::span<const Provider* const> providers,
                                         const World& world, Instant now);

/// The nearest one in a line of ASCII for a header: "nearest: GET /v2/users
/// (acme.list_users): segment 3 is "user" instead of "users"", or "not mocked: GET /v2/teams: ...".
/// Empty for none.
std::string hint_line(const std::vector<NearMiss>& near_misses);

}  // namespace mockmeter
