#pragma once

#include <string>

#include "server/control/admin/admin.h"

namespace mockmeter {

/// What everything that the mock serves rests on: its operations, errors and readings, each with
/// its evidence and source, and how many there are of each kind of evidence.
Json fidelity_document(const MockState& mock);

/// What Prometheus collects, in its text format 0.0.4. Counters only grow while the program runs:
/// DELETE /requests, DELETE /faults and POST /reset leave them alone. Labels come from our own
/// tables, never from a request, so that their number is bounded and no secret gets in.
std::string metrics_text(const MockState& mock);

/// The handlers of the control routes, by the file that each stands in.
namespace admin {

// program.cpp
Response get_health(const AdminCall& call);
Response get_version(const AdminCall& call);
Response get_authority(const AdminCall& call);
Response reset(const AdminCall& call);
/// 404 where the program does not end on request.
Response shut_down(const AdminCall& call);

// clock.cpp
Json clock_document(const Clock& clock);
Response get_clock(const AdminCall& call);
Response put_clock(const AdminCall& call);
Response advance_clock(const AdminCall& call);

// variants.cpp
Response get_readings(const AdminCall& call);
Response put_readings(const AdminCall& call);
Response get_operations(const AdminCall& call);

// world.cpp
Response get_world(const AdminCall& call);
/// The new world, with the readings that it names, or every fault in it and no change.
Response put_world(const AdminCall& call);

// settings.cpp
Response get_settings(const AdminCall& call);
Response put_settings(const AdminCall& call);

// faults.cpp
Response get_faults(const AdminCall& call);
Response post_faults(const AdminCall& call);
Response delete_faults(const AdminCall& call);

// findings.cpp: {"findings":[...],"requests":N,"inconclusive":false}; "notJudged" says how many
// requests the journal has dropped, which makes it inconclusive.
Response get_conduct(const AdminCall& call);

// fidelity.cpp, metrics.cpp, openapi/document.cpp
Response get_fidelity(const AdminCall& call);
Response get_metrics(const AdminCall& call);
Response get_openapi(const AdminCall& call);

// journal.cpp
Response list_requests(const AdminCall& call);
Response clear_requests(const AdminCall& call);
Response get_request(const AdminCall& call);
Response delete_request(const AdminCall& call);
Response count_requests(const AdminCall& call);
Response find_requests(const AdminCall& call);
Response remove_requests(const AdminCall& call);
Response unmatched_requests(const AdminCall& call);
Response unmatched_near_misses(const AdminCall& call);
Response get_har(const AdminCall& call);
Response verify(const AdminCall& call);

}  // namespace admin
}  // namespace mockmeter
