#pragma once

#include <cstdint>
#include <vector>

#include "server/providers/zkscore/series.h"
#include "server/providers/zkscore/usage_query.h"
#include "server/providers/zkscore/world.h"

namespace mockmeter::zkscore {

/// The keys whose numbers are asked for, all of one account.
struct Selection {
  const Account* account = nullptr;
  std::vector<const Key*> keys;

  const Traffic& traffic() const { return *account->traffic; }
};

/// What requests add up to. Latency in ms, bytes as they went over the wire.
struct Tally {
  std::int64_t requests = 0;
  std::int64_t failed = 0;
  std::int64_t latency_ms = 0;
  std::int64_t bytes = 0;

  Tally& operator+=(const Tally& other);
};

Tally tally(const Traffic& traffic, EventRange events);
Tally tally(const Selection& selection, Window window);
Tally tally_endpoint(const Selection& selection, std::size_t endpoint, Window window);
std::int64_t count_status(const Selection& selection, std::size_t status, Window window);
std::int64_t peak_latency_ms(const Selection& selection, Window window);

/// How many requests there were in each bucket.
std::vector<std::int64_t> requests_by_bucket(const Selection& selection, const Series& series);

/// The number that each bucket is sorted by, given its requests; not for SortField::kTimestamp.
std::vector<std::int64_t> sort_keys(const Selection& selection, const Series& series,
                                    SortField field, std::vector<std::int64_t> requests);

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
constexpr std::int64_t success_rate(const Tally& tally) {
  return tally.requests == 0 ? 0 : 10'000 - percent(tally.failed, tally.requests);
}

}  // namespace mockmeter::zkscore
