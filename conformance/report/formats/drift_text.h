#pragma once

#include <string>

#include "conformance/model/drift.h"
#include "conformance/report/formats/palette.h"

namespace mockmeter::conformance {

/// The differences for a terminal, then how many there are.
std::string drift_text(const Drift& drift, const Palette& palette);

}  // namespace mockmeter::conformance
