#pragma once

#include <string>
#include <vector>

#include "server/metering/window.h"
#include "server/providers/neon/amounts.h"
#include "server/providers/neon/question.h"
#include "server/providers/neon/world.h"

namespace mockmeter::neon {

/// A bucket as it is shown, and the part of it that is counted: a bucket is never clipped to its
/// period, but a day on which the plan changed appears in both periods, each with its share.
/// Source: OpenAPI file 2.7.2, v2 sample: period_start 2026-02-02T18:04:52Z, bucket 2026-02-02.
/// Observed: a client's comment: the same UTC day in two periods.
struct Bucket {
  Window timeframe;
  Window counted;
};

struct Period {
  const PlanPeriod* span = nullptr;
  std::vector<Bucket> buckets;  ///< ascending
};

/// The billing periods of the question's account with their buckets, ascending; periods without a
/// bucket are left out, and so are those on a plan that the endpoint does not serve. Nothing begins
/// before `born`, and nothing lies after `now`.
std::vector<Period> split_into_periods(const ConsumptionQuery& question,
                                       const EndpointRules& endpoint, Instant born, Instant now);

/// How the metrics of a bucket are written.
struct Columns {
  std::span<const Metric> table;
  MetricSet shown;
  bool omit_zero_buckets = false;
  /// Appends the members of a bucket that follow timeframe_end, each with its comma in front.
  void (*append)(std::string& out, const Columns& columns, const MetricValues& amounts) = nullptr;
};

/// Fixed columns: {"active_time_seconds":1,...}.
void append_fixed_columns(std::string& out, const Columns& columns, const MetricValues& amounts);
/// A list: "metrics":[{"metric_name":"compute_unit_seconds","value":1}], zeros left out.
/// Source: network transfer guide, 2026-03-09, "Metrics with no usage are omitted".
void append_metric_list(std::string& out, const Columns& columns, const MetricValues& amounts);

/// One bucket of one period that is about to be written.
struct BucketValues {
  Window timeframe;
  MetricValues amounts;
};

/// Appends {"period_id":...,"consumption":[...]}. `buckets` must not be empty.
void append_period(std::string& out, const PlanPeriod& span,
                   const std::vector<BucketValues>& buckets, const Columns& columns, Instant now);

/// Appends a JSON array of periods. `count(window)` gives the amounts of one bucket.
template <typename Count>
void append_periods(std::string& out, const std::vector<Period>& periods, const Columns& columns,
                    Instant now, const Count& count) {
  out += '[';
  const std::size_t start = out.size();
  for (const Period& period : periods) {
    std::vector<BucketValues> buckets;
    for (const Bucket& bucket : period.buckets) {
      const MetricValues amounts = count(bucket.counted);
      if (columns.omit_zero_buckets && amounts == MetricValues{}) continue;
      buckets.push_back({bucket.timeframe, amounts});
    }
    if (buckets.empty()) continue;
    if (out.size() != start) out += ',';
    append_period(out, *period.span, buckets, columns, now);
  }
  out += ']';
}

}  // namespace mockmeter::neon
