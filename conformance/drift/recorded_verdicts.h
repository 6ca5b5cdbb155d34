#pragma once

#include <string>

#include "conformance/drift/find_drift.h"

namespace mockmeter::conformance::drift {

/// Adds the verdicts that a recording of `check` has of its probes: its NDJSON and HAR reports have
/// them. Any other file has none. Throws RecordingError as read_recording() does. Its memory is
/// bounded by the longest line, and a HAR's by what is not its entries.
void read_verdicts(const std::string& path, Verdicts& verdicts);

}  // namespace mockmeter::conformance::drift
