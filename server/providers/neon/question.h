#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "server/api/operation.h"
#include "server/metering/window.h"
#include "server/providers/neon/metrics.h"
#include "server/providers/neon/world.h"

namespace mockmeter::neon {

/// What sets the four endpoints of the family apart.
struct EndpointRules {
  std::span<const Metric> metrics;          ///< the names that `metrics` may hold
  std::span<const std::string_view> plans;  ///< that may call it
  std::string_view plan_message;            ///< of the 403, as documented
  bool legacy = false;                      ///< fixed columns, org_id and metrics optional
  std::int64_t default_limit = 0;           ///< 0: not paged
  std::int64_t largest_limit = 0;
  bool needs_project_ids = false;
};

extern const EndpointRules kAccountEndpoint;
extern const EndpointRules kProjectEndpoint;
extern const EndpointRules kProjectV2Endpoint;
extern const EndpointRules kBranchV2Endpoint;

/// A request that passed every check.
struct ConsumptionQuery {
  const Account* account = nullptr;  ///< whose consumption
  /// That touch the range, but for those on a plan that the endpoint does not serve.
  std::vector<BillingPeriod> periods;
  Window range;  ///< aligned to the granularity; may be empty
  Granularity granularity = Granularity::kDay;
  std::span<const Metric> table;         ///< EndpointRules::metrics, by the variants
  MetricSet metrics;                     ///< to count, as rows of `table`
  std::string cursor;                    ///< empty: the first page
  std::size_t limit = 0;                 ///< 0: not paged
  std::vector<std::string> project_ids;  ///< empty: all
  std::vector<std::string> branch_ids;   ///< empty: all
};

/// Checks in Neon's order: 400 parameters, 406 window, 403 plan, 400 metric names, 404
/// organization. Observed: 406 before 403 by a month-by-month probe, 403 before metric names by
/// another client. Choice: 404 last; nothing is known about it.
ConsumptionQuery read_question(const OperationRequest& call, const EndpointRules& endpoint);

/// Of the response to a question, be it a page or the whole.
Traits traits_of(const ConsumptionQuery& question, Instant now, bool has_more_pages = false);

}  // namespace mockmeter::neon
