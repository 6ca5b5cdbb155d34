#pragma once

#include <string>

#include "server/metering/json.h"
#include "server/metering/section_reader.h"
#include "server/providers/upstash/world.h"

namespace mockmeter::upstash {

/// Reads the member "recorded" of a user, if it has one, into its usage. Adds a fault for a series
/// that the usage has no id for, and for series of one split whose windows differ.
void read_recorded_usage(const Json& user, const std::string& pointer, Usage& usage,
                         SectionReader& reader);

}  // namespace mockmeter::upstash
