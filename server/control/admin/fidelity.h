#pragma once

#include "server/control/mock.h"
#include "server/metering/json.h"

namespace mockmeter {

/// What everything that the mock serves rests on: its operations, errors and readings, each with
/// its evidence and source, and how many there are of each kind of evidence.
Json fidelity_document(const Mock& mock);

}  // namespace mockmeter
