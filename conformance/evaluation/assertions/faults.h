#pragma once

#include <string>
#include <vector>

#include "conformance/model/verdict.h"
#include "schemas/validate.h"

namespace mockmeter::conformance {

/// "at /daily_used/0/y: expected an integer, found \"5\", and 2 more".
std::string fault_words(const std::vector<DocumentFault>& faults);

/// Passed when there are none.
Check opinion_of_faults(const std::vector<DocumentFault>& faults, std::string expected,
                        std::string actual);

}  // namespace mockmeter::conformance
