#pragma once

#include <vector>

#include "conformance/select/suite.h"
#include "schemas/validate.h"

namespace mockmeter::conformance {

/// The entries of one file of conformance/requirements. Throws BrokenSuite.
std::vector<Requirement> read_requirements(const SuiteFile& file, const Schema& schema);

}  // namespace mockmeter::conformance
