#pragma once

#include "server/control/faults/kinds.h"

/// What each kind does; the table is in ../kinds.cpp.
namespace mockmeter::faults {

// transport.cpp changes how the bytes leave.
bool delay(const FaultTarget& target);
bool dribble(const FaultTarget& target);
bool truncate(const FaultTarget& target);
bool reset(const FaultTarget& target);
bool empty(const FaultTarget& target);
bool hang(const FaultTarget& target);
bool garbage(const FaultTarget& target);

// body.cpp makes an error, or changes the header fields and the body.
ApiError refuse_with_status(const Provider& provider, const Fault& fault);
bool malformed_json(const FaultTarget& target);
bool html(const FaultTarget& target);
bool content_type(const FaultTarget& target);
bool bad_gzip(const FaultTarget& target);
bool unknown_fields(const FaultTarget& target);
bool unknown_enum(const FaultTarget& target);
bool huge_integers(const FaultTarget& target);
bool stuck_cursor(const FaultTarget& target);

// series.cpp changes the buckets of each series.
bool null_series(const FaultTarget& target);
bool null_point(const FaultTarget& target);
bool missing_bucket(const FaultTarget& target);
bool duplicate_bucket(const FaultTarget& target);
bool unsorted(const FaultTarget& target);
bool late_data(const FaultTarget& target);
bool counter_reset(const FaultTarget& target);

}  // namespace mockmeter::faults
