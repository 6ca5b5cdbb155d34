#pragma once

#include <string>

#include "conformance/model/run_record.h"
#include "conformance/suite/suite.h"

namespace mockmeter::conformance {

/// Tells one suite from another: 16 hexadecimal digits, the same wherever the cases and the
/// requirements behind them are the same.
std::string suite_digest(const Suite& suite);

/// Completes the record of a run with what only its suite knows: its digest, and for each case that
/// missed a check the likely cause and the line for --known-failing.
void add_suite_facts(RunRecord& run, const Suite& suite);

}  // namespace mockmeter::conformance
