#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "conformance/select/suite.h"
#include "schemas/validate.h"

namespace mockmeter::conformance {

/// Null when there is none of this id.
using FindRequirement = std::function<const Requirement*(std::string_view id)>;

/// The cases of one file: one, or one per row of its parameters. Throws BrokenSuite.
std::vector<Case> read_cases(const SuiteFile& file, const Schema& schema,
                             const FindRequirement& find);

}  // namespace mockmeter::conformance
