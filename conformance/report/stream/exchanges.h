#pragma once

#include <chrono>

#include "conformance/evaluation/wire/redaction.h"
#include "conformance/model/json.h"
#include "conformance/model/trace.h"

namespace mockmeter::conformance {

/// To the microsecond.
double milliseconds_of(std::chrono::nanoseconds time);

/// What a report may show of the traffic of a case, as events.h has it in `exchanges`: redacted,
/// and bounded whatever a client sends. `started`: when the case began; its server started with it.
Json exchange_documents(const CaseTrace& evidence, const Redaction& redaction,
                        std::chrono::system_clock::time_point started);

/// How many exchanges are not among these documents.
std::size_t exchanges_left_out(const CaseTrace& evidence);

/// Puts both into the result of a case: CaseOptions::record_traffic of a run with reports.
void record_exchanges(const CaseTrace& evidence, const Redaction& redaction, CaseResult& result);

}  // namespace mockmeter::conformance
