#include "server/providers/zkscore/recorded_traffic.h"

#include <algorithm>
#include <array>
#include <numeric>

#include "server/metering/curve/periodic_sum.h"
#include "server/providers/zkscore/world.h"

namespace mockmeter::zkscore {
namespace {

std::int64_t sum_of(const std::vector<std::int64_t>& values) {
  return std::accumulate(values.begin(), values.end(), std::int64_t{0},
                         saturating_add<std::int64_t>);
}

/// Shares in proportion to weights, which add up to `total`. Equal ones where there are no weights.
std::vector<std::int64_t> shares_of(std::int64_t total, std::vector<std::int64_t> weights) {
  if (sum_of(weights) == 0) std::ranges::fill(weights, 1);
  std::int64_t rest = sum_of(weights);
  for (std::int64_t& each : weights) {
    const std::int64_t weight = each;
    each = rest > 0 ? portion_of(total, weight, rest) : 0;
    total -= each;
    rest -= weight;
  }
  return weights;
}

std::int64_t reached(std::int64_t value, std::int64_t count, std::int64_t whole) {
  return whole > 0 ? portion_of(value, count, whole) : 0;
}

/// By endpoint: its requests, each as heavy as the member says.
std::vector<std::int64_t> weighed(const std::vector<std::int64_t>& requests,
                                  const std::vector<EndpointProfile>& endpoints,
                                  std::int64_t EndpointProfile::*member) {
  std::vector<std::int64_t> weights;
  for (std::size_t i = 0; i < requests.size(); ++i) {
    weights.push_back(saturating_multiply(requests[i], endpoints[i].*member));
  }
  return weights;
}

constexpr std::array<const char*, 5> kRecordedSeries{"requests", "failed", "latency_ms", "bytes",
                                                     "peak_latency_ms"};

/// The series in the order of kRecordedSeries; empty when they do not fit each other.
std::vector<const RecordedCounter*> series_of(const RecordedMetrics& metrics,
                                              const std::string& pointer,
                                              const SectionReader& reader) {
  std::vector<const RecordedCounter*> series;
  for (const char* name : kRecordedSeries) {
    series.push_back(metrics.counter(name));
    const bool fits = series.back() != nullptr &&
                      std::ranges::equal(series.back()->buckets(), series.front()->buckets(), {},
                                         &RecordedBucket::window, &RecordedBucket::window);
    if (fits) continue;
    reader.add_fault(pointer,
                     "requests, failed, latency_ms, bytes and peak_latency_ms with the "
                     "same windows",
                     name);
    return {};
  }
  return series;
}

std::int64_t value_at(const RecordedCounter& series, std::size_t index) {
  constexpr std::uint64_t kMost = 9'000'000'000'000'000'000;
  return static_cast<std::int64_t>(std::min(series.buckets()[index].value, kMost));
}

bool has_failures(const TrafficProfile& profile, bool failures) {
  return std::ranges::any_of(profile.statuses, [failures](const StatusWeight& each) {
    return is_failure(each.status) == failures;
  });
}

/// Empty when the numbers are possible.
std::string contradiction_in(const RecordedTotals& totals, const TrafficProfile& profile) {
  const std::int64_t failed = totals.sums.failed;
  if (failed > totals.sums.requests) return "at most as many failed as requests";
  if (failed > 0 && !has_failures(profile, true)) return "a status of a failure in statuses";
  if (failed < totals.sums.requests && !has_failures(profile, false)) {
    return "a status of a success in statuses";
  }
  return {};
}

}  // namespace

const RecordedTotals* RecordedKey::at(Instant instant) const {
  const auto each = std::ranges::upper_bound(
      totals, instant, {}, [](const RecordedTotals& one) { return one.window.to; });
  return each != totals.end() && each->window.from <= instant ? &*each : nullptr;
}

Instant RecordedKey::next_begin(Instant instant) const {
  const auto each = std::ranges::upper_bound(
      totals, instant, {}, [](const RecordedTotals& one) { return one.window.from; });
  return each == totals.end() ? kLatest : each->window.from;
}

std::shared_ptr<const RecordedKey> read_recorded_key(const Json& json, const std::string& pointer,
                                                     const Key& key, SectionReader& reader) {
  const auto metrics = read_recorded(json, pointer, reader);
  if (metrics == nullptr) return nullptr;
  const auto series = series_of(*metrics, pointer + "/recorded", reader);
  if (series.empty()) return nullptr;
  const auto generated = [&key](Instant t) { return key.requests.at(t); };
  auto recorded = std::make_shared<RecordedKey>();
  recorded->requests = {*series[0], generated};
  for (std::size_t i = 0; i < series[0]->buckets().size(); ++i) {
    const Window window = series[0]->buckets()[i].window;
    recorded->totals.push_back({window,
                                recorded->requests.at(window.from, generated),
                                {value_at(*series[0], i), value_at(*series[1], i),
                                 value_at(*series[2], i), value_at(*series[3], i)},
                                value_at(*series[4], i)});
    const std::string expected = contradiction_in(recorded->totals.back(), *key.traffic->profile);
    if (!expected.empty()) {
      reader.add_fault(pointer + "/recorded/failed/" + std::to_string(i), expected,
                       std::to_string(value_at(*series[1], i)));
    }
  }
  return recorded;
}

RecordedTraffic::RecordedTraffic(const TrafficProfile& profile, const RecordedTotals& recorded)
    : profile_(&profile),
      recorded_(&recorded),
      requests_(shares_of(recorded.sums.requests, weights_of(profile.endpoints))),
      failed_(shares_of(recorded.sums.failed, requests_)),
      latency_ms_(shares_of(recorded.sums.latency_ms,
                            weighed(requests_, profile.endpoints, &EndpointProfile::latency_ms))),
      bytes_(shares_of(recorded.sums.bytes,
                       weighed(requests_, profile.endpoints, &EndpointProfile::bytes))) {}

UsageTotals RecordedTraffic::before(std::size_t endpoint, std::int64_t count) const {
  const std::int64_t whole = requests_[endpoint];
  const std::int64_t requests = dealt(requests_, endpoint, count);
  return {.requests = requests,
          .failed = reached(failed_[endpoint], requests, whole),
          .latency_ms = reached(latency_ms_[endpoint], requests, whole),
          .bytes = reached(bytes_[endpoint], requests, whole)};
}

UsageTotals RecordedTraffic::total(EventRange part) const {
  UsageTotals sum;
  for (std::size_t i = 0; i < requests_.size(); ++i) {
    sum += before(i, part.last - recorded_->first);
    sum -= before(i, part.first - recorded_->first);
  }
  return sum;
}

std::int64_t RecordedTraffic::failed_before(std::int64_t count) const {
  std::int64_t failed = 0;
  for (std::size_t i = 0; i < requests_.size(); ++i) failed += before(i, count).failed;
  return failed;
}

void RecordedTraffic::deal(bool failures, EventRange outcomes,
                           std::vector<std::int64_t>& by_status) const {
  std::vector<std::int64_t> weights;
  for (const StatusWeight& each : profile_->statuses) {
    weights.push_back(is_failure(each.status) == failures ? each.weight : 0);
  }
  if (sum_of(weights) == 0) return;
  const std::int64_t all =
      failures ? recorded_->sums.failed : recorded_->sums.requests - recorded_->sums.failed;
  const std::vector<std::int64_t> counts = shares_of(all, std::move(weights));
  for (std::size_t i = 0; i < counts.size(); ++i) {
    by_status[i] += dealt(counts, i, outcomes.last) - dealt(counts, i, outcomes.first);
  }
}

void RecordedTraffic::add_to(UsageParts& parts, EventRange part) const {
  const EventRange range{part.first - recorded_->first, part.last - recorded_->first};
  for (std::size_t i = 0; i < requests_.size(); ++i) {
    (parts.by_endpoint[i] += before(i, range.last)) -= before(i, range.first);
  }
  const EventRange failed{failed_before(range.first), failed_before(range.last)};
  deal(true, failed, parts.by_status);
  deal(false, {range.first - failed.first, range.last - failed.last}, parts.by_status);
  parts.peak_latency_ms = std::max(parts.peak_latency_ms, recorded_->peak_latency_ms);
}

}  // namespace mockmeter::zkscore
