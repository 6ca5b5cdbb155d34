#pragma once

#include <string>

#include "server/control/admin/admin.h"

namespace mockmeter {

/// What everything that the mock serves rests on: its operations, errors and variants, each with
/// its evidence and source, and how many there are of each kind of evidence.
Json fidelity_document(const MockState& mock);

/// What Prometheus collects, in its text format 0.0.4. Counters only grow while the program runs:
/// DELETE /requests, DELETE /faults and POST /reset leave them alone. Labels come from our own
/// tables, never from a request, so that their number is bounded and no secret gets in.
std::string metrics_text(const MockState& mock);

/// The handlers of the control routes, by the file that each stands in.
namespace admin {

// program.cpp
Response get_health(const AdminRequest& call);
Response get_version(const AdminRequest& call);
Response get_authority(const AdminRequest& call);
Response reset(const AdminRequest& call);
/// 404 where the program does not end on request.
Response shut_down(const AdminRequest& call);

// clock.cpp
Json clock_document(const Clock& clock);
Response get_clock(const AdminRequest& call);
Response put_clock(const AdminRequest& call);
Response advance_clock(const AdminRequest& call);

// variants.cpp
Response get_variants(const AdminRequest& call);
Response put_variants(const AdminRequest& call);
Response get_operations(const AdminRequest& call);

// world.cpp
Response get_world(const AdminRequest& call);
/// The new world, with the variants that it names, or every fault in it and no change.
Response put_world(const AdminRequest& call);

// settings.cpp
Response get_settings(const AdminRequest& call);
Response put_settings(const AdminRequest& call);

// faults.cpp
Response get_faults(const AdminRequest& call);
Response post_faults(const AdminRequest& call);
Response delete_faults(const AdminRequest& call);

// findings.cpp: {"findings":[...],"requests":N,"inconclusive":false}; "droppedRequests" says how
// many requests the journal has dropped, which makes it inconclusive.
Response get_findings(const AdminRequest& call);

// live.cpp
/// New entries of the journal behind `after`, and where the mock stands. With `generation` and
/// `wait` it is held until there is something new, or `wait` seconds have passed.
Response get_live(const AdminRequest& call);

// catalogue.cpp
Response get_catalogue(const AdminRequest& call);
Response get_built_in_world(const AdminRequest& call);
Response get_limits(const AdminRequest& call);

// dashboard.cpp
Response get_dashboard(const AdminRequest& call);
Response get_dashboard_file(const AdminRequest& call);
Response lead_to_dashboard(const AdminRequest& call);

// usage.cpp
Response preview_usage(const AdminRequest& call);

// fidelity.cpp, metrics.cpp, openapi/document.cpp
Response get_fidelity(const AdminRequest& call);
Response get_metrics(const AdminRequest& call);
Response get_openapi(const AdminRequest& call);

// journal.cpp
Response list_requests(const AdminRequest& call);
Response clear_requests(const AdminRequest& call);
Response get_request(const AdminRequest& call);
Response delete_request(const AdminRequest& call);
Response count_requests(const AdminRequest& call);
Response find_requests(const AdminRequest& call);
Response remove_requests(const AdminRequest& call);
Response unmatched_requests(const AdminRequest& call);
Response unmatched_near_misses(const AdminRequest& call);
Response get_har(const AdminRequest& call);
Response verify(const AdminRequest& call);

}  // namespace admin
}  // namespace mockmeter
