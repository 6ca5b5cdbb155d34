#include "server/providers/neon/periods.h"

#include <algorithm>

#include "server/metering/json_text.h"
#include "server/providers/neon/variants.h"

namespace mockmeter::neon {
namespace {

/// How the metrics of a bucket are written.
struct Columns {
  std::span<const Metric> table;
  MetricSet shown;
  bool is_list = false;
  bool omits_zero_buckets = false;
};

Columns columns_of(const OperationRequest& call, const ConsumptionQuery& question,
                   const EndpointRules& endpoint) {
  // Observed: live, v2/projects: days with nothing at all are left out. Inferred: v2/branches too.
  if (!endpoint.legacy) return {endpoint.metrics, question.metrics, true, true};
  MetricSet shown = question.metrics;
  if (call.is(kMetricsFilter, "schema")) shown |= MetricSet((1U << kRequiredLegacyMetrics) - 1U);
  return {endpoint.metrics, shown, false, call.is(kZeroBuckets, "omitted")};
}

void append_time(std::string& out, std::string_view name, Instant instant) {
  append_name(out, name);
  out += '"';
  append_rfc3339(out, instant);
  out += '"';
}

/// Fixed columns: {"active_time_seconds":1,...}.
/// Amounts are uint64 on the wire, digits and all: data_storage_bytes_hour passes 2^53.
void append_fixed_columns(std::string& out, const Columns& columns, const MetricValues& amounts) {
  for (std::size_t i = 0; i < columns.table.size(); ++i) {
    if (!columns.shown[i]) continue;
    append_name(out, columns.table[i].name);
    append_int(out, amounts.at(i));
  }
}

/// A list: "metrics":[{"metric_name":"compute_unit_seconds","value":1}], zeros left out.
/// Source: network transfer guide, 2026-03-09, "Metrics with no usage are omitted".
void append_metric_list(std::string& out, const Columns& columns, const MetricValues& amounts) {
  append_name(out, "metrics");
  out += '[';
  for (std::size_t i = 0; i < columns.table.size(); ++i) {
    if (!columns.shown[i] || amounts.at(i) == 0) continue;
    append_separator(out);
    out += '{';
    append_member(out, "metric_name", columns.table[i].name);
    append_name(out, "value");
    append_int(out, amounts.at(i));
    out += '}';
  }
  out += ']';
}

void append_bucket(std::string& out, Window timeframe, const Columns& columns,
                   const MetricValues& amounts) {
  append_separator(out);
  out += '{';
  append_time(out, "timeframe_start", timeframe.from);
  append_time(out, "timeframe_end", timeframe.to);
  (columns.is_list ? append_metric_list : append_fixed_columns)(out, columns, amounts);
  out += '}';
}

/// Appends all of a period that stands before its buckets.
void open_period(std::string& out, const PlanPeriod& period, Instant now) {
  append_separator(out);
  out += '{';
  append_member(out, "period_id", period.period_id);
  append_member(out, "period_plan", period.plan);
  append_time(out, "period_start", period.window.from);
  // Source: OpenAPI file 2.7.2, period_end "available for the past periods only".
  if (period.window.to <= now) append_time(out, "period_end", period.window.to);
  append_name(out, "consumption");
  out += '[';
}

}  // namespace

void append_periods(std::string& out, const OperationRequest& call,
                    const ConsumptionQuery& question, const EndpointRules& endpoint, Instant born,
                    const Consumption& consumption) {
  const Columns columns = columns_of(call, question, endpoint);
  out += '[';
  for (const PlanPeriod& period : question.account->plans) {
    if (!endpoint.allows(period.plan)) continue;
    const std::size_t begin = out.size();
    open_period(out, period, call.now);
    const Window counted{std::max(period.window.from, born), std::min(period.window.to, call.now)};
    for (const Window& timeframe :
         buckets_touching(intersect(counted, question.range), question.granularity)) {
      const MetricValues amounts = consumption(intersect(timeframe, counted));
      if (columns.omits_zero_buckets && amounts == MetricValues{}) continue;
      append_bucket(out, timeframe, columns, amounts);
    }
    if (out.back() == '[') {
      out.resize(begin);  // no bucket
    } else {
      out += "]}";
    }
  }
  out += ']';
}

}  // namespace mockmeter::neon
