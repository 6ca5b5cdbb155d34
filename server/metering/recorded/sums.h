#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "base/time/instant.h"
#include "server/metering/integers.h"
#include "server/metering/recorded/series.h"
#include "server/metering/window.h"

namespace mockmeter {

/// value x part / whole, rounded down; `part` is at most `whole`, which is above 0.
std::int64_t portion_of(std::int64_t value, std::int64_t part, std::int64_t whole);

/// How many of the first `count` events are of one kind, when all events together are `counts[k]`
/// of each kind, and these are dealt evenly. For each count the kinds add up to it, and none falls.
std::int64_t dealt(std::span<const std::int64_t> counts, std::size_t kind, std::int64_t count);

/// How far a window has passed at an instant in it, as a part of `count`: by the time.
std::int64_t passed(Window window, Instant instant, std::int64_t count);

/// How a count goes on when some of its windows were recorded: the sum since its beginning, in
/// O(log n). It grows by the recorded value in a recorded window, there as steeply as the generated
/// count, and as generated elsewhere. So buckets that are read from it add up. Immutable.
class RecordedSums {
 public:
  RecordedSums() = default;
  /// `generated(Instant)` is the count since its beginning without a recording.
  template <typename Generated>
  RecordedSums(const RecordedCounter& counter, Generated generated) {
    for (const RecordedBucket& each : counter.buckets()) {
      add(each, generated(each.window.from), generated(each.window.to));
    }
  }

  bool empty() const { return steps_.empty(); }
  template <typename Generated>
  std::int64_t at(Instant instant, Generated generated) const {
    const std::int64_t count = generated(instant);
    return empty() ? count : corrected(instant, count);
  }

 private:
  /// A recorded window, and where the generated count and this one stand at its edges.
  struct Step {
    Window window;
    std::int64_t value;
    std::int64_t generated_from;
    std::int64_t generated_to;
    std::int64_t from;
  };

  void add(const RecordedBucket& bucket, std::int64_t generated_from, std::int64_t generated_to);
  std::int64_t corrected(Instant instant, std::int64_t generated) const;

  std::vector<Step> steps_;
};

/// A count that is split into kinds, of which some windows were recorded: the sum of each kind
/// since the beginning. In a recorded window they add up to the count as exactly as the recorded
/// values do. Immutable.
class RecordedSplit {
 public:
  RecordedSplit() = default;
  /// The counters of the kinds, null for one without a recording; they have the same windows.
  /// `whole(Instant)` is the count since its beginning, `generated(kind, count)` how many of the
  /// first `count` are of a kind.
  template <typename Whole, typename Generated>
  RecordedSplit(const std::vector<const RecordedCounter*>& kinds, Whole whole,
                Generated generated) {
    for (Step& step : steps_of(kinds)) {
      step.whole_from = whole(step.window.from);
      step.whole_to = whole(step.window.to);
      for (std::size_t kind = 0; kind < kinds.size(); ++kind) {
        const auto of_kind = [&](std::int64_t count) { return generated(kind, count); };
        step.from.push_back(at(kind, step.window.from, step.whole_from, of_kind));
      }
      steps_.push_back(std::move(step));
    }
  }

  bool empty() const { return steps_.empty(); }
  /// `whole`: the count at the instant; `generated(count)`: how many of so many are of the kind.
  template <typename Generated>
  std::int64_t at(std::size_t kind, Instant instant, std::int64_t whole,
                  Generated generated) const {
    const Step* step = step_before(instant);
    if (step == nullptr) return generated(whole);
    const std::int64_t from = step->from[kind];
    if (instant < step->window.to) {
      return saturating_add(from, within(*step, kind, instant, whole));
    }
    return saturating_add(saturating_add(from, step->values[kind]),
                          generated(whole) - generated(step->whole_to));
  }

 private:
  struct Step {
    Window window;
    std::vector<std::int64_t> values;  ///< by kind
    std::int64_t whole_from = 0;
    std::int64_t whole_to = 0;
    std::vector<std::int64_t> from{};  ///< where each kind stands then
  };

  static std::vector<Step> steps_of(const std::vector<const RecordedCounter*>& kinds);
  const Step* step_before(Instant instant) const;
  static std::int64_t within(const Step& step, std::size_t kind, Instant instant,
                             std::int64_t whole);

  std::vector<Step> steps_;
};

}  // namespace mockmeter
