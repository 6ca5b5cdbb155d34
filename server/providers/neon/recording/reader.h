#pragma once

#include <memory>

#include "server/api/pseudonyms.h"
#include "server/api/recorded_call.h"

namespace mockmeter::neon {

/// Reads the four histories of consumption, and of the neighbours the list of projects and a
/// project, for when they were created. Ids are replaced, names are not kept.
std::unique_ptr<RecordingReader> read_recording(Pseudonyms& names);

}  // namespace mockmeter::neon
