#pragma once

#include <optional>
#include <string>

#include "server/metering/json.h"

namespace mockmeter {

/// Where the values of something in a world come from, for people: each that was recorded, or was
/// derived from recorded ones; all others are generated. `id` is the member "id" of an object of
/// the world; what is inside it is told, too. Empty when the world has none of that id.
std::optional<std::string> describe_sources(const Json& world, const std::string& id);

}  // namespace mockmeter
