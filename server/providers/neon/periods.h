#pragma once

#include <functional>
#include <string>

#include "server/metering/window.h"
#include "server/providers/neon/amounts.h"
#include "server/providers/neon/question.h"

namespace mockmeter::neon {

/// What something consumed in a window, which is not empty.
using Consumption = std::function<MetricValues(Window)>;

/// Whose periods are written.
struct Subject {
  std::string_view id;  ///< of the account, project or branch
  Instant born;         ///< nothing begins before
};

/// Appends the JSON array of the question's billing periods with their buckets, ascending. A period
/// without a bucket is left out. Nothing lies after now.
///
/// A bucket is never clipped to its period, but a day on which the plan changed appears in both
/// periods, each with its share.
/// Source: OpenAPI file 2.7.2, v2 sample: period_start 2026-02-02T18:04:52Z, bucket 2026-02-02.
/// Observed: a client's comment: the same UTC day in two periods.
void append_periods(std::string& out, const OperationRequest& call,
                    const ConsumptionQuery& question, const EndpointRules& endpoint,
                    const Subject& subject, const Consumption& consumption);

}  // namespace mockmeter::neon
