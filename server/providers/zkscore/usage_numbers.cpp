#include "server/providers/zkscore/usage_numbers.h"

#include <algorithm>

namespace mockmeter::zkscore {
namespace {

/// For every bucket, the sum over the keys of `measure(events of the key in it)`. Walks each curve
/// once, from edge to edge, and only where the key has traffic left.
template <typename Measure>
std::vector<std::int64_t> sum_by_bucket(const KeySelection& selection, const BucketRange& series,
                                        Measure measure) {
  std::vector<std::int64_t> sums(series.size());
  for (const Key* key : selection.keys) {
    const EventRange events = key->events_in(series.window());
    Curve::Cursor cursor(key->requests);
    const Instant end = key->end();
    std::int64_t first = events.first;
    for (std::size_t i = series.index_of(key->created); first < events.last; ++i) {
      const std::int64_t last = cursor.at(std::min(series.end_of(i), end));
      sums[i] += measure(EventRange{first, last});
      first = last;
    }
  }
  return sums;
}

std::int64_t sum_of(const PeriodicSum& cycle, EventRange events) {
  return cycle.sum_between(events.first, events.last);
}

}  // namespace

UsageTotals& UsageTotals::operator+=(const UsageTotals& other) {
  requests += other.requests;
  failed += other.failed;
  latency_ms += other.latency_ms;
  bytes += other.bytes;
  return *this;
}

UsageTotals tally(const RequestCycles& cycles, EventRange events) {
  return {sum_of(cycles.requests, events), sum_of(cycles.failures, events),
          sum_of(cycles.latency_ms, events), sum_of(cycles.bytes, events)};
}

UsageTotals tally(const KeySelection& selection, const RequestCycles& cycles, Window window) {
  UsageTotals total;
  for (const Key* key : selection.keys) total += tally(cycles, key->events_in(window));
  return total;
}

UsageTotals tally(const KeySelection& selection, Window window) {
  return tally(selection, selection.traffic().total(), window);
}

std::int64_t count_status(const KeySelection& selection, std::size_t status, Window window) {
  const PeriodicSum& cycle = selection.traffic().of_status(status);
  std::int64_t count = 0;
  for (const Key* key : selection.keys) count += sum_of(cycle, key->events_in(window));
  return count;
}

std::int64_t peak_latency_ms(const KeySelection& selection, Window window) {
  std::int64_t peak = 0;
  for (const Key* key : selection.keys) {
    peak = std::max(peak, selection.traffic().peak_latency_ms(key->events_in(window)));
  }
  return peak;
}

std::vector<std::int64_t> requests_by_bucket(const KeySelection& selection,
                                             const BucketRange& series) {
  return sum_by_bucket(selection, series, [](EventRange events) { return events.size(); });
}

std::int64_t greatest(const std::vector<std::int64_t>& counts) {
  return counts.empty() ? 0 : *std::ranges::max_element(counts);
}

std::vector<std::int64_t> sort_keys(const KeySelection& selection, const BucketRange& series,
                                    SortField field, std::vector<std::int64_t> requests) {
  if (field == SortField::kRequests) return requests;
  const RequestCycles& total = selection.traffic().total();
  if (field == SortField::kErrors) {
    return sum_by_bucket(selection, series,
                         [&](EventRange events) { return sum_of(total.failures, events); });
  }
  std::vector<std::int64_t> latencies = sum_by_bucket(
      selection, series, [&](EventRange events) { return sum_of(total.latency_ms, events); });
  for (std::size_t i = 0; i < latencies.size(); ++i) {
    latencies[i] = average(latencies[i], requests[i]);
  }
  return latencies;
}

}  // namespace mockmeter::zkscore
