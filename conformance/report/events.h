#pragma once

#include <vector>

#include "conformance/model/json.h"
#include "conformance/model/run_record.h"
#include "conformance/select/suite.h"

namespace mockmeter::conformance {

/// A run as a stream of objects, one per line of the NDJSON report; every other report is made from
/// nothing else. Its `type` says what each is:
///   header  once, first: the client, what was asked for, and how many cases follow
///   case    one per case, in the suite's order
///   footer  once, last: counts, headlines and the exit code; without it the stream is cut
///   bench   maybe, in between: how fast the client was, which is no part of a verdict
/// Every member is in schemas/report/*.json.
inline constexpr int kStreamVersion = 1;
using Events = std::vector<Json>;

Events events_of(const RunRecord& run, const Suite& suite);

/// The parts of a stream that events_of() made.
const Json& header_of(const Events& events);
const Json& footer_of(const Events& events);
std::vector<const Json*> cases_of(const Events& events);

}  // namespace mockmeter::conformance
