#pragma once

#include <string>

#include "server/control/admin/admin.h"

namespace mockmeter {

/// What Prometheus collects, in its text format 0.0.4. Counters only grow while the program runs:
/// DELETE /requests, DELETE /faults and POST /reset leave them alone. Labels come from our own
/// tables, never from a request, so that their number is bounded and no secret gets in.
std::string metrics_text(const Mock& mock);

/// GET /__admin/metrics.
Response get_metrics(const AdminCall& call);

}  // namespace mockmeter
