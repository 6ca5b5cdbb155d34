#include "server/providers/neon/periods.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "server/metering/json_text.h"

namespace mockmeter::neon {
namespace {

/// Amounts are uint64 on the wire, digits and all: data_storage_bytes_hour passes 2^53.
void append_amount(std::string& out, std::uint64_t amount) {
  std::array<char, 20> digits;
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), amount).ptr;
  out.append(digits.data(), end);
}

void append_time(std::string& out, std::string_view name, Instant instant) {
  out += '"';
  out += name;
  out += "\":\"";
  append_rfc3339(out, instant);
  out += '"';
}

std::vector<Bucket> buckets_in(Window counted, Window range, Granularity granularity) {
  std::vector<Bucket> buckets;
  for (const Window& timeframe : buckets_touching(intersect(counted, range), granularity)) {
    buckets.push_back({timeframe, intersect(timeframe, counted)});
  }
  return buckets;
}

}  // namespace

std::vector<Period> split_into_periods(const ConsumptionQuery& question,
                                       const EndpointRules& endpoint, Instant born, Instant now) {
  std::vector<Period> periods;
  for (const PlanPeriod& span : question.account->plans) {
    if (!endpoint.allows(span.plan)) continue;
    const Window counted{std::max(span.window.from, born), std::min(span.window.to, now)};
    if (intersect(counted, question.range).empty()) continue;
    periods.push_back({&span, buckets_in(counted, question.range, question.granularity)});
  }
  return periods;
}

void append_fixed_columns(std::string& out, const Columns& columns, const MetricValues& amounts) {
  for (std::size_t i = 0; i < columns.table.size(); ++i) {
    if (!columns.shown[i]) continue;
    out += ",\"";
    out += columns.table[i].name;
    out += "\":";
    append_amount(out, amounts.at(i));
  }
}

void append_metric_list(std::string& out, const Columns& columns, const MetricValues& amounts) {
  out += ",\"metrics\":[";
  const std::size_t start = out.size();
  for (std::size_t i = 0; i < columns.table.size(); ++i) {
    if (!columns.shown[i] || amounts.at(i) == 0) continue;
    if (out.size() != start) out += ',';
    out += "{\"metric_name\":\"";
    out += columns.table[i].name;
    out += "\",\"value\":";
    append_amount(out, amounts.at(i));
    out += '}';
  }
  out += ']';
}

void append_period(std::string& out, const PlanPeriod& span,
                   const std::vector<BucketValues>& buckets, const Columns& columns, Instant now) {
  out += "{\"period_id\":";
  append_quoted(out, span.period_id);
  out += ",\"period_plan\":";
  append_quoted(out, span.plan);
  out += ',';
  append_time(out, "period_start", span.window.from);
  // Source: OpenAPI file 2.7.2, period_end "available for the past periods only".
  if (span.window.to <= now) {
    out += ',';
    append_time(out, "period_end", span.window.to);
  }
  out += ",\"consumption\":[";
  for (std::size_t i = 0; i < buckets.size(); ++i) {
    out += i == 0 ? "{" : ",{";
    append_time(out, "timeframe_start", buckets[i].timeframe.from);
    out += ',';
    append_time(out, "timeframe_end", buckets[i].timeframe.to);
    columns.append(out, columns, buckets[i].amounts);
    out += '}';
  }
  out += "]}";
}

}  // namespace mockmeter::neon
