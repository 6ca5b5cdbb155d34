#pragma once

#include <vector>

#include "cli/conform_options.h"
#include "conformance/select/suite.h"

namespace mockmeter::cli {

/// `conform --self-test`: tries the suite with the reference client and its bugs, prints the kill
/// matrix and returns the exit code.
int self_test(const ConformOptions& options, const std::vector<const conformance::Case*>& cases);

}  // namespace mockmeter::cli
