#pragma once

#include <chrono>

#include "conformance/evaluation/wire/redaction.h"
#include "conformance/model/trace.h"
#include "conformance/model/verdict.h"

namespace mockmeter::conformance {

/// To the microsecond.
double milliseconds_of(std::chrono::nanoseconds time);

/// Puts into the result of a case what a report may show of its traffic, as events.h has it in
/// `exchanges`: redacted, and bounded whatever a client sends. CaseOptions::record_traffic of a run
/// with reports. The servers of the case have started when it began, at `result.started`.
void record_exchanges(const CaseTrace& trace, const Redaction& redaction, CaseResult& result);

}  // namespace mockmeter::conformance
