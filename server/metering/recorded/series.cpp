#include "server/metering/recorded/series.h"

#include <chrono>
#include <limits>
#include <utility>

#include "server/metering/integers.h"

namespace mockmeter {
namespace {

/// A value of a world, with its place in it.
template <typename Value>
struct Placed {
  Value value;
  std::string pointer;
};

std::uint64_t read_value(const Json& spec) { return spec.at("value").get<std::uint64_t>(); }

Placed<RecordedBucket> read_bucket(const Json& spec, const std::string& pointer,
                                   SectionReader& reader) {
  const Window window{reader.instant(spec, "from", pointer), reader.instant(spec, "to", pointer)};
  if (window.empty()) {
    reader.faults.push_back({pointer + "/to", "an instant after from", spec.at("to").dump()});
  }
  return {{window, read_value(spec)}, pointer};
}

Placed<RecordedLevel> read_level(const Json& spec, const std::string& pointer,
                                 SectionReader& reader) {
  return {{reader.instant(spec, "at", pointer), read_value(spec)}, pointer};
}

std::string name_of(const RecordedBucket& bucket) {
  return format_rfc3339(bucket.window.from) + " to " + format_rfc3339(bucket.window.to);
}
std::string name_of(const RecordedLevel& level) { return format_rfc3339(level.at); }

Instant begin_of(const RecordedBucket& bucket) { return bucket.window.from; }
Instant begin_of(const RecordedLevel& level) { return level.at; }

bool is_free_behind(const RecordedBucket& earlier, const RecordedBucket& later) {
  return earlier.window.to <= later.window.from;
}
bool is_free_behind(const RecordedLevel& earlier, const RecordedLevel& later) {
  return earlier.at < later.at;
}

/// Sorts them; a fault for each that takes the place of another.
template <typename Value>
std::vector<Value> sorted(std::vector<Placed<Value>> all, SectionReader& reader) {
  std::ranges::stable_sort(all, {}, [](const Placed<Value>& each) { return begin_of(each.value); });
  std::vector<Value> values;
  values.reserve(all.size());
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (i > 0 && !is_free_behind(all[i - 1].value, all[i].value)) {
      reader.faults.push_back(
          {all[i].pointer, "nothing that " + all[i - 1].pointer + " says", name_of(all[i].value)});
    }
    values.push_back(all[i].value);
  }
  return values;
}

}  // namespace

std::uint64_t RecordedCounter::add(std::uint64_t a, std::uint64_t b) {
  return saturating_add(a, b);
}

std::uint64_t RecordedCounter::portion(std::uint64_t value, std::uint64_t part,
                                       std::uint64_t whole) {
  return whole == 0 ? value : static_cast<std::uint64_t>(UInt128{value} * part / whole);
}

std::uint64_t RecordedCounter::seconds_in(Window window) {
  const std::int64_t seconds = unix_seconds(window.to) - unix_seconds(window.from);
  return static_cast<std::uint64_t>(std::max<std::int64_t>(seconds, 0));
}

RecordedCounter::Buckets::const_iterator RecordedCounter::first_after(Instant instant) const {
  return std::ranges::upper_bound(buckets_, instant, {},
                                  [](const RecordedBucket& each) { return each.window.to; });
}

std::uint64_t RecordedGauge::moved(std::uint64_t value, std::uint64_t from, std::uint64_t to) {
  if (to >= from) return saturating_add(value, to - from);
  return value - std::min(value, from - to);
}

std::uint64_t RecordedGauge::between(const RecordedLevel& left, const RecordedLevel& right,
                                     Instant at) {
  const auto part = static_cast<std::uint64_t>((at - left.at).count());
  const auto whole = static_cast<std::uint64_t>((right.at - left.at).count());
  const bool rises = right.value >= left.value;
  const std::uint64_t change = rises ? right.value - left.value : left.value - right.value;
  const auto moved = static_cast<std::uint64_t>(UInt128{change} * part / whole);
  return rises ? left.value + moved : left.value - moved;
}

const RecordedCounter* RecordedMetrics::counter(std::string_view name) const {
  const auto found = counters_.find(name);
  return found == counters_.end() ? nullptr : &found->second;
}

const RecordedGauge* RecordedMetrics::gauge(std::string_view name) const {
  const auto found = gauges_.find(name);
  return found == gauges_.end() ? nullptr : &found->second;
}

Instant RecordedMetrics::begin() const {
  Instant begin = kLatest;
  for (const auto& [name, counter] : counters_) begin = std::min(begin, counter.begin());
  return begin;
}

std::shared_ptr<const RecordedMetrics> read_recorded(const Json& object, const std::string& pointer,
                                                     SectionReader& reader) {
  const auto recorded = object.find("recorded");
  if (recorded == object.end()) return nullptr;
  auto metrics = std::make_shared<RecordedMetrics>();
  const std::string within = pointer + "/recorded";
  for (const auto& [name, series] : recorded->items()) {
    if (series.empty()) continue;
    const char* key = name.c_str();
    if (series.front().contains("at")) {
      metrics->gauges_.emplace(
          name, sorted(read_array(*recorded, key, within, read_level, reader), reader));
    } else {
      metrics->counters_.emplace(
          name, sorted(read_array(*recorded, key, within, read_bucket, reader), reader));
    }
  }
  return metrics;
}

}  // namespace mockmeter
