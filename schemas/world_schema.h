#pragma once

#include <string>
#include <utility>
#include <vector>

#include "server/metering/json.h"

namespace mockmeter {

/// The schema of a whole world: schemas/world.json with schemas/<provider>/world.json as the
/// schema of the member <provider>. A provider without such a file has no section: a world that
/// holds one is refused. Throws std::invalid_argument as below.
Json compose_world_schema(const std::vector<std::string>& providers);

/// The same from documents at hand: `sections` are pairs of provider and schema. The "definitions"
/// of a section move to the root, where every section may refer to them; std::invalid_argument
/// when a name is taken.
Json compose_world_schema(Json top, const std::vector<std::pair<std::string, Json>>& sections);

}  // namespace mockmeter
