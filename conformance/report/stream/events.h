#pragma once

#include <vector>

#include "conformance/model/json.h"
#include "conformance/model/run_record.h"

namespace mockmeter::conformance {

/// A run as a stream of objects, one per line of the NDJSON report. It has all that reports show:
/// read_events.h makes the record of the run from it again. Its `type` says what each is:
///   header  once, first: the client, what was asked for, and how many cases follow
///   case    one per case, by id; `started` by the machine's clock
///   footer  once, last: counts, headlines, how the client stands in each profile of each provider
///           (`standings`), and the exit code; without it the stream is cut
///   drift   maybe, behind the cases: how a server differs from an earlier recording
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
///    "duration_ms": 0.4,                        until the response was made
///    "request": {"method", "target", "headers", "body"},  raw; headers in their order, pairs
///    "response": {"status", "headers", "body"}}
/// with a body of {"size": 240, "text": "..."}, or "base64" for other bytes, and "cut": true where
/// only its beginning is there. Answers are as they were made, before a fault cut them short.
inline constexpr int kStreamVersion = 2;
using Events = std::vector<Json>;

Events events_of(const RunRecord& run);

/// The parts of a stream.
Json header_event(const RunRecord& run);
Json case_event(const CaseResult& result, Level level);
Json footer_event(const RunRecord& run);

/// What parts of a stream say of a client, and of a requirement.
Json client_document(const ClientInfo& client);
Json requirement_document(const Requirement& requirement);

}  // namespace mockmeter::conformance
