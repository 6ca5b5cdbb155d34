#pragma once

#include <string>

#include "conformance/suite/suite.h"

namespace mockmeter::conformance {

/// Tells one suite from another: 16 hexadecimal digits, the same wherever the cases and the
/// requirements behind them are the same.
std::string suite_digest(const Suite& suite);

}  // namespace mockmeter::conformance
