#include "server/providers/neon/periods.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "server/metering/hash.h"
#include "server/metering/json_text.h"
#include "server/providers/neon/variants.h"

namespace mockmeter::neon {
namespace {

// Observed: live, 2026-08-09: the only metric of v2 that was seen as a 0. Choice: one bucket of
// four has it; 3 of 91 and 12 of 14 had it in two captures.
constexpr std::string_view kWrittenZero = "instant_restore_bytes_month";
constexpr std::uint64_t kBucketsForAZero = 4;

/// How the metrics of a bucket are written.
struct Columns {
  std::span<const Metric> table;
  MetricSet shown;
  bool is_list = false;
  bool omits_zero_buckets = false;
  bool is_shuffled = false;        ///< of a list
  bool writes_some_zeros = false;  ///< in a list
};

/// A bucket and what was consumed in it.
struct Bucket {
  Window timeframe;
  MetricValues amounts;
  std::uint64_t bits = 0;  ///< random, and the same for the same bucket of the same subject
};

Columns columns_of(const OperationRequest& call, const ConsumptionQuery& question,
                   const EndpointRules& endpoint) {
  // Observed: live, v2/projects: days with nothing at all are left out. Inferred: v2/branches too.
  if (!endpoint.legacy) {
    return {question.table,
            question.metrics,
            true,
            true,
            call.is(kMetricOrder, "random"),
            call.is(kZeroMetrics, "some")};
  }
  MetricSet shown = question.metrics;
  if (call.is(kMetricsFilter, "schema")) shown |= MetricSet((1U << kRequiredLegacyMetrics) - 1U);
  return {question.table, shown, false, call.is(kZeroBuckets, "omitted")};
}

void append_time(std::string& out, std::string_view name, Instant instant) {
  append_name(out, name);
  out += '"';
  append_rfc3339(out, instant);
  out += '"';
}

/// Fixed columns: {"active_time_seconds":1,...}.
/// Amounts are uint64 on the wire, digits and all: data_storage_bytes_hour passes 2^53.
void append_fixed_columns(std::string& out, const Columns& columns, const Bucket& bucket) {
  for (std::size_t i = 0; i < columns.table.size(); ++i) {
    if (!columns.shown[i]) continue;
    append_name(out, columns.table[i].name);
    append_int(out, bucket.amounts.at(i));
  }
}

bool is_listed(const Columns& columns, const Bucket& bucket, std::size_t row) {
  if (!columns.shown[row]) return false;
  if (bucket.amounts.at(row) != 0) return true;
  return columns.writes_some_zeros && columns.table[row].name == kWrittenZero &&
         bucket.bits % kBucketsForAZero == 0;
}

/// The rows of the table that a bucket lists, in its order.
std::vector<std::size_t> listed_rows(const Columns& columns, const Bucket& bucket) {
  std::vector<std::size_t> rows;
  for (std::size_t row = 0; row < columns.table.size(); ++row) {
    if (is_listed(columns, bucket, row)) rows.push_back(row);
  }
  if (!columns.is_shuffled) return rows;
  for (std::size_t left = rows.size(); left > 1; --left) {
    std::swap(rows[left - 1], rows[mix(bucket.bits, left) % left]);
  }
  return rows;
}

/// A list: "metrics":[{"metric_name":"compute_unit_seconds","value":1}].
void append_metric_list(std::string& out, const Columns& columns, const Bucket& bucket) {
  append_name(out, "metrics");
  out += '[';
  for (const std::size_t row : listed_rows(columns, bucket)) {
    append_separator(out);
    out += '{';
    append_member(out, "metric_name", columns.table[row].name);
    append_name(out, "value");
    append_int(out, bucket.amounts.at(row));
    out += '}';
  }
  out += ']';
}

void append_bucket(std::string& out, const Columns& columns, const Bucket& bucket) {
  append_separator(out);
  out += '{';
  append_time(out, "timeframe_start", bucket.timeframe.from);
  append_time(out, "timeframe_end", bucket.timeframe.to);
  (columns.is_list ? append_metric_list : append_fixed_columns)(out, columns, bucket);
  out += '}';
}

/// The period in which a plan began has the id that the world gives it.
std::string id_of(const BillingPeriod& period, const Account& account, std::uint64_t seed) {
  const Instant begin = period.window.from;
  if (begin == period.plan->window.from) return period.plan->period_id;
  return make_uuid(seed, "neon/" + account.id + "/month",
                   static_cast<std::uint64_t>(unix_seconds(begin)));
}

/// Appends all of a period that stands before its buckets.
void open_period(std::string& out, const BillingPeriod& period, std::string_view id, Instant now) {
  append_separator(out);
  out += '{';
  append_member(out, "period_id", id);
  append_member(out, "period_plan", period.plan->plan);
  append_time(out, "period_start", period.window.from);
  // Source: OpenAPI file 2.7.2, period_end "available for the past periods only".
  if (period.window.to <= now) append_time(out, "period_end", period.window.to);
  append_name(out, "consumption");
  out += '[';
}

}  // namespace

void append_periods(std::string& out, const OperationRequest& call,
                    const ConsumptionQuery& question, const EndpointRules& endpoint,
                    const Subject& subject, const Consumption& consumption) {
  const Columns columns = columns_of(call, question, endpoint);
  out += '[';
  const std::uint64_t salt = hash_text(call.world.seed, subject.id);
  for (const BillingPeriod& period : question.periods) {
    const std::size_t begin = out.size();
    open_period(out, period, id_of(period, *question.account, call.world.seed), call.now);
    const Window counted{std::max(period.window.from, subject.born),
                         std::min(period.window.to, call.now)};
    for (const Window& timeframe :
         buckets_touching(intersect(counted, question.range), question.granularity)) {
      const MetricValues amounts = consumption(intersect(timeframe, counted));
      if (columns.omits_zero_buckets && amounts == MetricValues{}) continue;
      const auto bits = mix(salt, static_cast<std::uint64_t>(unix_seconds(timeframe.from)));
      append_bucket(out, columns, {timeframe, amounts, bits});
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
