#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "server/metering/json.h"
#include "server/metering/world.h"

namespace mockmeter::upstash {

/// Reads the "upstash" section of a world, already checked against schemas/upstash/world.json.
/// Adds a fault for whatever a schema cannot see: a name that nobody has, an id given twice.
std::shared_ptr<const WorldPart> read_world(const Json& section, std::uint64_t seed,
                                            std::vector<DocumentFault>& faults);

}  // namespace mockmeter::upstash
