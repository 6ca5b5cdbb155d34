#pragma once

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/time/instant.h"
#include "server/metering/json.h"
#include "server/metering/section_reader.h"
#include "server/metering/window.h"

namespace mockmeter {

/// What a counter counted in a window, as it was recorded.
struct RecordedBucket {
  Window window;
  std::uint64_t value = 0;
};

/// Where a gauge stood at an instant, as it was recorded.
struct RecordedLevel {
  Instant at;
  std::uint64_t value = 0;
};

/// A counter, exact in the windows that were recorded and as generated elsewhere. Additive: what
/// two windows count that touch is what the window of both counts.
///
/// A part of a recorded window counts its share of the recorded value: as much of it as of what is
/// generated, or of the time where nothing is. So a day that was recorded as a whole has hours that
/// add up to it.
class RecordedCounter {
 public:
  RecordedCounter() = default;
  /// Sorted, not empty, not overlapping.
  explicit RecordedCounter(std::vector<RecordedBucket> buckets) : buckets_(std::move(buckets)) {}

  bool empty() const { return buckets_.empty(); }
  const std::vector<RecordedBucket>& buckets() const { return buckets_; }
  /// When the first window begins; kLatest when there is none.
  Instant begin() const { return empty() ? kLatest : buckets_.front().window.from; }

  /// `generated(Window)` is what the counter counts without a recording; additive.
  template <typename Generated>
  std::uint64_t in(Window window, Generated generated) const {
    std::uint64_t sum = 0;
    Instant done = window.from;
    for (auto each = first_after(window.from);
         each != buckets_.end() && each->window.from < window.to; ++each) {
      const Window part = intersect(each->window, window);
      if (done < part.from) sum = add(sum, generated(Window{done, part.from}));
      sum = add(sum, part == each->window ? each->value : share(*each, part, generated));
      done = part.to;
    }
    return done < window.to ? add(sum, generated(Window{done, window.to})) : sum;
  }

 private:
  using Buckets = std::vector<RecordedBucket>;

  static std::uint64_t add(std::uint64_t a, std::uint64_t b);
  /// value x part / whole, rounded down.
  static std::uint64_t portion(std::uint64_t value, std::uint64_t part, std::uint64_t whole);
  static std::uint64_t seconds_in(Window window);
  Buckets::const_iterator first_after(Instant instant) const;

  template <typename Generated>
  static std::uint64_t share(const RecordedBucket& bucket, Window part, Generated generated) {
    const Window before{bucket.window.from, part.from};
    const Window through{bucket.window.from, part.to};
    const auto generated_in = [&](Window w) { return w.empty() ? std::uint64_t{0} : generated(w); };
    const std::uint64_t whole = generated_in(bucket.window);
    const auto reached = [&](Window w) {
      return whole > 0 ? portion(bucket.value, std::min(generated_in(w), whole), whole)
                       : portion(bucket.value, seconds_in(w), seconds_in(bucket.window));
    };
    return reached(through) - reached(before);
  }

  Buckets buckets_;
};

/// A gauge, exact at the instants that were recorded; it may fall. Between two of them it follows a
/// line. Before the first and after the last it moves as generated.
class RecordedGauge {
 public:
  RecordedGauge() = default;
  /// Sorted; no instant twice.
  explicit RecordedGauge(std::vector<RecordedLevel> levels) : levels_(std::move(levels)) {}

  bool empty() const { return levels_.empty(); }

  /// `generated(Instant)` is where the gauge stands without a recording.
  template <typename Generated>
  std::uint64_t at(Instant instant, Generated generated) const {
    const auto after = std::ranges::lower_bound(levels_, instant, {}, &RecordedLevel::at);
    if (after == levels_.end()) {
      const RecordedLevel& last = levels_.back();
      return moved(last.value, generated(last.at), generated(instant));
    }
    if (after->at == instant) return after->value;
    if (after == levels_.begin()) {
      return moved(after->value, generated(after->at), generated(instant));
    }
    return between(*std::prev(after), *after, instant);
  }

 private:
  /// `value`, moved by as much as from one generated level to another; never below 0.
  static std::uint64_t moved(std::uint64_t value, std::uint64_t from, std::uint64_t to);
  static std::uint64_t between(const RecordedLevel& left, const RecordedLevel& right, Instant at);

  std::vector<RecordedLevel> levels_;
};

/// What a world says was recorded of somebody, by the names of metrics (definitions/recorded_* of
/// schemas/world.json).
class RecordedMetrics {
 public:
  /// Null when there is none of that name.
  const RecordedCounter* counter(std::string_view name) const;
  const RecordedGauge* gauge(std::string_view name) const;
  /// Calls `each(name, counter)` for all counters.
  template <typename Each>
  void visit_counters(Each each) const {
    for (const auto& [name, counter] : counters_) each(name, counter);
  }
  /// When the first window of a counter begins; kLatest when there is none.
  Instant begin() const;

 private:
  friend std::shared_ptr<const RecordedMetrics> read_recorded(const Json&, const std::string&,
                                                              SectionReader&);
  std::map<std::string, RecordedCounter, std::less<>> counters_;
  std::map<std::string, RecordedGauge, std::less<>> gauges_;
};

/// Reads the member "recorded" of an object; null when it has none. Adds a fault for an empty
/// window, windows that overlap and an instant that is there twice.
std::shared_ptr<const RecordedMetrics> read_recorded(const Json& object, const std::string& pointer,
                                                     SectionReader& reader);

}  // namespace mockmeter
