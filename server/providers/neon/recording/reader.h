#pragma once

#include <memory>

#include "server/api/pseudonyms.h"
#include "server/api/recorded_call.h"

namespace mockmeter::neon {

/// Reads the four histories of consumption, and of the neighbours what they say of projects,
/// branches, organizations and the person. Ids, names and addresses are replaced; regions stay.
std::unique_ptr<RecordingReader> read_recording(Pseudonyms& names);

}  // namespace mockmeter::neon
