#include "server/providers/zkscore/usage_numbers.h"

#include <algorithm>

#include "server/providers/zkscore/key_walk.h"

namespace mockmeter::zkscore {
namespace {

/// For every bucket, what the requests of all keys in it add up to. Walks each key once.
std::vector<UsageTotals> totals_by_bucket(const KeySelection& selection,
                                          const BucketRange& series) {
  std::vector<UsageTotals> totals(series.size());
  for (const Key* key : selection.keys) {
    std::int64_t left = key->events_in(series.window()).size();
    KeyWalk walk(*key, series.window().from);
    for (std::size_t i = series.index_of(key->created); left > 0; ++i) {
      walk.visit_until(series.end_of(i), [&](const auto& hour, EventRange part) {
        totals[i] += hour.total(part);
        left -= part.size();
      });
    }
  }
  return totals;
}

}  // namespace

UsageParts parts_of(const Key& key, const TrafficProfile& profile, Window window) {
  UsageParts parts(profile);
  if (key.events_in(window).size() == 0) return parts;
  KeyWalk(key, window.from).visit_until(window.to, [&](const auto& hour, EventRange part) {
    hour.add_to(parts, part);
  });
  return parts;
}

BucketTotals totals_of(const KeySelection& selection, Window bucket) {
  BucketTotals totals;
  for (const Key* key : selection.keys) {
    if (key->events_in(bucket).size() == 0) continue;
    KeyWalk(*key, bucket.from).visit_until(bucket.to, [&](const auto& hour, EventRange part) {
      totals.sums += hour.total(part);
      totals.peak_latency_ms = std::max(totals.peak_latency_ms, hour.peak_latency_ms(part));
    });
  }
  return totals;
}

/// Walks each curve once, from edge to edge, and only where the key has traffic left.
std::vector<std::int64_t> requests_by_bucket(const KeySelection& selection,
                                             const BucketRange& series) {
  std::vector<std::int64_t> sums(series.size());
  for (const Key* key : selection.keys) {
    const EventRange events = key->events_in(series.window());
    Curve::Cursor cursor(key->requests);
    const Instant end = key->end();
    std::int64_t first = events.first;
    for (std::size_t i = series.index_of(key->created); first < events.last; ++i) {
      const std::int64_t last = key->requests_at(std::min(series.end_of(i), end), cursor);
      sums[i] += last - first;
      first = last;
    }
  }
  return sums;
}

std::int64_t greatest(const std::vector<std::int64_t>& counts) {
  return counts.empty() ? 0 : *std::ranges::max_element(counts);
}

std::vector<std::int64_t> sort_keys(const KeySelection& selection, const BucketRange& series,
                                    SortField field, std::vector<std::int64_t> requests) {
  if (field == SortField::kRequests) return requests;
  std::vector<std::int64_t> keys;
  keys.reserve(series.size());
  for (const UsageTotals& each : totals_by_bucket(selection, series)) {
    keys.push_back(field == SortField::kErrors ? each.failed
                                               : average(each.latency_ms, each.requests));
  }
  return keys;
}

UsageView::UsageView(const UsageQuery& asked, const KeySelection& keys, Window until_now)
    : query(asked), selection(keys), window(until_now), all(keys.traffic()) {
  for (const Key* key : keys.keys) {
    by_key.push_back(parts_of(*key, keys.traffic(), window));
    all += by_key.back();
  }
  total = all.total();
}

}  // namespace mockmeter::zkscore
