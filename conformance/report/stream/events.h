#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "conformance/model/json.h"
#include "conformance/model/run_record.h"
#include "conformance/suite/suite.h"

namespace mockmeter::conformance {

/// A run as a stream of objects, one per line of the NDJSON report. It has all that reports show:
/// read_events.h makes the record of the run from it again. Its `type` says what each is:
///   header  once, first: the client, what was asked for, and how many cases follow
///   case    one per case, by id; `started` by the machine's clock
///   footer  once, last: counts, headlines, how the client stands in each profile of each provider
///           (`standings`), and the exit code; without it the stream is cut
///   bench   maybe, in between: how fast the client was, which is no part of a verdict
/// Every member is in schemas/report/*.json.
///
/// A case has its traffic in `exchanges`, in order of arrival, credentials hidden; what is beyond a
/// bound is counted in `exchanges_left_out`. Bytes that are no UTF-8 are U+FFFD, but in bodies:
///   {"server": "first",                  or "second", the second one
///    "origin": "http://127.0.0.1:40123", as the client's Host says
///    "connection": 1,                  which one, from 1
///    "at": "2026-01-31T09:08:07.006Z", when the request was whole
///    "at_ms": 3.2,                     the same since the server started, monotonic
///    "duration_ms": 0.4,                        until the answer was made
///    "request": {"method", "target", "headers", "body"},  raw; headers in their order, pairs
///    "response": {"status", "headers", "body"}}
/// with a body of {"size": 240, "text": "..."}, or "base64" for other bytes, and "cut": true where
/// only its beginning is there. Answers are as they were made, before a fault cut them short.
inline constexpr int kStreamVersion = 2;
using Events = std::vector<Json>;

/// Completes the record of a run with what only its suite knows: its digest, and for each case that
/// missed a check the likely cause and the line for --known-failing.
void add_suite_facts(RunRecord& run, const Suite& suite);

Events events_of(const RunRecord& run);

/// "2026-01-31"
std::string date_text(std::chrono::year_month_day date);
Json case_event(const CaseResult& result, Level level);
Json requirement_document(const Requirement& requirement);

/// The parts of a stream that events_of() made.
const Json& header_of(const Events& events);
const Json& footer_of(const Events& events);
std::vector<const Json*> cases_of(const Events& events);

}  // namespace mockmeter::conformance
