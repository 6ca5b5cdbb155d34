#pragma once

#include <string>

#include "conformance/model/drift.h"

namespace mockmeter::conformance {

/// A section of a page: a table of differences, the first of them where there are many.
std::string drift_markdown(const Drift& drift);

}  // namespace mockmeter::conformance
