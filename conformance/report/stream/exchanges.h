#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <vector>

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

/// The same for a probe of `check`: what it sent to `origin`. Bodies are whole up to 4 MB each, so
/// that the report is a recording of the server; what goes beyond 16 MB in a probe is left out.
void record_sent_exchanges(const std::vector<std::shared_ptr<const Exchange>>& sent,
                           const std::string& origin, const Redaction& redaction,
                           CaseResult& result);

}  // namespace mockmeter::conformance
