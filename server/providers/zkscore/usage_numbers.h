#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "server/providers/zkscore/series.h"
#include "server/providers/zkscore/traffic_hour.h"
#include "server/providers/zkscore/usage_query.h"
#include "server/providers/zkscore/world.h"

namespace mockmeter::zkscore {

/// The keys whose numbers are asked for, all of one account.
struct KeySelection {
  const Account* account = nullptr;
  std::vector<const Key*> keys;

  const TrafficProfile& traffic() const { return *account->traffic; }
};

/// What a key used in a window, in its parts.
UsageParts parts_of(const Key& key, const TrafficProfile& profile, Window window);

/// What a bucket shows.
struct BucketTotals {
  UsageTotals sums;
  std::int64_t peak_latency_ms = 0;
};
BucketTotals totals_of(const KeySelection& selection, Window bucket);

/// How many requests there were in each bucket.
std::vector<std::int64_t> requests_by_bucket(const KeySelection& selection,
                                             const BucketRange& series);

/// The number that each bucket is sorted by, given its requests; not for SortField::kTimestamp.
std::vector<std::int64_t> sort_keys(const KeySelection& selection, const BucketRange& series,
                                    SortField field, std::vector<std::int64_t> requests);

/// The greatest of some numbers of requests; 0 when there are none.
std::int64_t greatest(const std::vector<std::int64_t>& counts);

/// What every part of a response is made from.
struct UsageView {
  UsageView(const UsageQuery& asked, const KeySelection& keys, Window until_now);

  const UsageQuery& query;
  const KeySelection& selection;
  Window window;                   ///< ends now
  std::vector<UsageParts> by_key;  ///< in the order of the selection
  UsageParts all;
  UsageTotals total;
};

/// The member "averageLatency". Without latency it is left out, or null: zkscore.excluded_parts.
void append_average_latency(std::string& out, const UsageQuery& query, const UsageTotals& totals);

// Each appends one part of the response as JSON text, its members in the order of the page.

void append_breakdown(std::string& out, const UsageView& view);
void append_errors(std::string& out, const UsageView& view);
/// The members "rateLimits" and "alerts".
void append_limits(std::string& out, const UsageView& view);

/// a / b * scale, rounded half up; 0 when b is 0. No intermediate exceeds a * scale / b.
constexpr std::int64_t scaled_ratio(std::int64_t a, std::int64_t b, std::int64_t scale) {
  return b == 0 ? 0 : a / b * scale + (a % b * scale + b / 2) / b;
}

/// Averages and rates are in hundredths. Choice: two decimals. Inferred: rates go from 0 to 100.
constexpr std::int64_t average(std::int64_t sum, std::int64_t count) {
  return scaled_ratio(sum, count, 100);
}
constexpr std::int64_t percent(std::int64_t part, std::int64_t whole) {
  return scaled_ratio(part, whole, 10'000);
}
/// 100 - the error rate, so that the two always add up; 0 when nothing was asked.
constexpr std::int64_t success_rate(const UsageTotals& tally) {
  return tally.requests == 0 ? 0 : 10'000 - percent(tally.failed, tally.requests);
}

}  // namespace mockmeter::zkscore
