#pragma once

#include <memory>

#include "server/api/pseudonyms.h"
#include "server/api/recorded_call.h"

namespace mockmeter::zkscore {

/// Reads the usage of keys, all of an account or one of them, and the list of keys for when they
/// were created. Ids are replaced, names are not kept.
std::unique_ptr<RecordingReader> read_recording(Pseudonyms& names);

}  // namespace mockmeter::zkscore
