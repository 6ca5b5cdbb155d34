#pragma once

#include "conformance/model/drift.h"
#include "conformance/model/json.h"

namespace mockmeter::conformance {

/// Drift as a line of the stream, see schemas/report/drift.json.
Json drift_event(const Drift& drift);

/// Reads such a line back, which is valid by its schema.
Drift read_drift(const Json& event);

}  // namespace mockmeter::conformance
