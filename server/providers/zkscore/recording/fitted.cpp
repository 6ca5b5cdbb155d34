#include "server/providers/zkscore/recording/fitted.h"

#include <algorithm>
#include <array>
#include <map>

#include "server/metering/integers.h"
#include "server/metering/recorded/fit_parts.h"

namespace mockmeter::zkscore {
namespace {

using Edges = std::pair<Instant, Instant>;

Edges edges_of(const LoggedValue& value) { return {value.window.from, value.window.to}; }

const LoggedValue* find_window(const LoggedValues& values, Window window) {
  const auto found = std::ranges::lower_bound(
      values, window.from, {}, [](const LoggedValue& each) { return each.window.from; });
  return found != values.end() && found->window == window ? &*found : nullptr;
}

/// The values in the windows of others; 0 where there are none.
LoggedValues in_windows_of(const LoggedValues& others, const LoggedValues& values) {
  LoggedValues matched;
  for (const LoggedValue& each : others) {
    const LoggedValue* value = find_window(values, each.window);
    matched.push_back(value != nullptr ? *value : LoggedValue{each.window, 0, each.number, true});
  }
  return matched;
}

/// average x requests, rounded: for less than a hundred requests the sum itself, for more one that
/// is rounded to the same average.
std::uint64_t latency_sum(std::int64_t average_hundredths, std::uint64_t requests) {
  return static_cast<std::uint64_t>(
      (UInt128{requests} * static_cast<UInt128>(average_hundredths) + 50) / 100);
}

/// The latencies of some values, each of them known or not.
struct Latencies {
  std::vector<std::uint64_t> sums;
  std::vector<std::uint64_t> peaks;
  std::vector<bool> is_known;

  explicit Latencies(std::size_t size) : sums(size), peaks(size), is_known(size) {}
};

/// Gives what is left of a bucket to the values in it that are not known yet, by their requests.
void fill_bucket(Window bucket, const LatencyLog& latency, const LoggedValues& requests,
                 Latencies& latencies) {
  const auto first = std::ranges::lower_bound(
      requests, bucket.from, {}, [](const LoggedValue& each) { return each.window.from; });
  std::uint64_t all = 0;
  std::uint64_t open = 0;
  std::uint64_t known = 0;
  auto last = first;
  for (; last != requests.end() && last->window.to <= bucket.to; ++last) {
    const auto index = static_cast<std::size_t>(last - requests.begin());
    all = saturating_add(all, last->value);
    known = saturating_add(known, latencies.sums[index]);
    if (!latencies.is_known[index]) open = saturating_add(open, last->value);
  }
  const std::uint64_t sum = latency_sum(latency.average_hundredths, all);
  std::uint64_t left = sum - std::min(sum, known);
  for (auto each = first; each != last; ++each) {
    const auto index = static_cast<std::size_t>(each - requests.begin());
    if (latencies.is_known[index]) continue;
    const std::uint64_t share =
        open > 0 ? static_cast<std::uint64_t>(UInt128{left} * each->value / open) : 0;
    latencies.sums[index] = share;
    latencies.peaks[index] = static_cast<std::uint64_t>(latency.peak_ms);
    latencies.is_known[index] = true;
    left -= share;
    open -= std::min(open, each->value);
  }
}

/// Those that the recorded buckets tell, the shortest first.
Latencies latencies_of(const UsageLog& usage, const LoggedValues& requests) {
  std::vector<std::pair<Window, const LatencyLog*>> buckets;
  for (const auto& [edges, latency] : usage.latencies) {
    buckets.push_back({{edges.first, edges.second}, &latency});
  }
  std::ranges::stable_sort(buckets, {}, [](const auto& each) {
    return unix_seconds(each.first.to) - unix_seconds(each.first.from);
  });
  Latencies latencies(requests.size());
  for (const auto& [bucket, latency] : buckets) fill_bucket(bucket, *latency, requests, latencies);
  return latencies;
}

/// What is left of all keys, by the windows of their values.
struct LatencyRest {
  std::uint64_t latency_ms = 0;
  std::uint64_t requests = 0;
  std::uint64_t peak_ms = 0;
};
using LatencyRests = std::map<Edges, LatencyRest>;

/// What is said of the latency of a key, or else its share of that of all keys.
void add_latencies(FittedKey& key, const Latencies& own, LatencyRests& rests) {
  for (std::size_t i = 0; i < key.requests.size(); ++i) {
    const LoggedValue& each = key.requests[i];
    LatencyRest& rest = rests[edges_of(each)];
    const std::uint64_t share =
        rest.requests > 0 ? static_cast<std::uint64_t>(UInt128{rest.latency_ms} * each.value /
                                                       std::max(rest.requests, each.value))
                          : 0;
    const std::uint64_t sum = own.is_known[i] ? own.sums[i] : share;
    const std::uint64_t peak = own.is_known[i] ? own.peaks[i] : rest.peak_ms;
    rest.latency_ms -= std::min(rest.latency_ms, sum);
    rest.requests -= std::min(rest.requests, each.value);
    const bool is_derived = each.is_derived || !own.is_known[i];
    key.latency_ms.push_back({each.window, sum, each.number, is_derived});
    key.peak_latency_ms.push_back({each.window, peak, each.number, is_derived});
  }
}

LatencyRests rests_of(const UsageLog& whole) {
  LoggedConflicts told_already;
  const LoggedValues requests = whole.requests.counted(told_already);
  const Latencies latencies = latencies_of(whole, requests);
  LatencyRests rests;
  for (std::size_t i = 0; i < requests.size(); ++i) {
    rests[edges_of(requests[i])] = {latencies.sums[i], requests[i].value, latencies.peaks[i]};
  }
  return rests;
}

/// Failures that a key cannot have, because it has fewer requests, go to the others.
void limit_failures(std::vector<FittedKey>& keys) {
  std::map<Edges, std::uint64_t> excess;
  for (FittedKey& key : keys) {
    for (std::size_t i = 0; i < key.failed.size(); ++i) {
      const std::uint64_t most = key.requests[i].value;
      if (key.failed[i].value <= most) continue;
      excess[edges_of(key.failed[i])] += key.failed[i].value - most;
      key.failed[i].value = most;
    }
  }
  for (FittedKey& key : keys) {
    for (std::size_t i = 0; i < key.failed.size(); ++i) {
      const auto left = excess.find(edges_of(key.failed[i]));
      if (left == excess.end()) continue;
      const std::uint64_t room = key.requests[i].value - key.failed[i].value;
      const std::uint64_t taken = std::min(room, left->second);
      key.failed[i].value += taken;
      left->second -= taken;
    }
  }
}

FittedKey key_of(const KeyLog& log, LoggedConflicts& conflicts) {
  FittedKey key;
  key.id = log.id;
  key.created = log.created;
  key.expires = log.expires;
  key.requests = log.usage.requests.counted(conflicts);
  key.failed = log.usage.failed.counted(conflicts);
  key.bytes = log.usage.bytes.counted(conflicts);
  return key;
}

/// Makes the keys add up to all of them. What no key can have is of one that nobody named.
void fit_to_whole(std::vector<FittedKey>& keys, const UsageLog& whole, LoggedConflicts& conflicts) {
  constexpr std::array<std::pair<ValueLog UsageLog::*, LoggedValues FittedKey::*>, 3> kFittedSeries{
      {{&UsageLog::requests, &FittedKey::requests},
       {&UsageLog::failed, &FittedKey::failed},
       {&UsageLog::bytes, &FittedKey::bytes}}};
  FittedKey nameless;
  for (const auto& [log, values] : kFittedSeries) {
    std::vector<LoggedValues*> parts;
    for (FittedKey& each : keys) parts.push_back(&(each.*values));
    nameless.*values = fit_parts((whole.*log).counted(conflicts), parts, conflicts);
  }
  if (!nameless.requests.empty()) keys.push_back(std::move(nameless));
}

}  // namespace

Instant FittedKey::begin() const {
  const auto first =
      std::ranges::find_if(requests, [](const auto& each) { return each.value > 0; });
  return first == requests.end() ? kLatest : first->window.from;
}

std::vector<FittedKey> fit_keys(const AccountLog& account, LoggedConflicts& conflicts) {
  std::vector<FittedKey> keys;
  for (const KeyLog& each : account.keys) keys.push_back(key_of(each, conflicts));
  if (keys.empty()) keys.emplace_back();
  fit_to_whole(keys, account.whole, conflicts);
  for (FittedKey& key : keys) {
    key.failed = in_windows_of(key.requests, key.failed);
    key.bytes = in_windows_of(key.requests, key.bytes);
  }
  limit_failures(keys);
  static const UsageLog kNothing;
  LatencyRests rests = rests_of(account.whole);
  // Those of which more is known come first, so that the others share the rest.
  for (const bool has_own : {true, false}) {
    for (std::size_t i = 0; i < keys.size(); ++i) {
      const UsageLog& own = i < account.keys.size() ? account.keys[i].usage : kNothing;
      if (own.latencies.empty() == has_own) continue;
      add_latencies(keys[i], latencies_of(own, keys[i].requests), rests);
    }
  }
  return keys;
}

}  // namespace mockmeter::zkscore
