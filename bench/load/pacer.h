#pragma once

#include <chrono>
#include <cstdint>
#include <optional>

#include "bench/load/load.h"

namespace mockmeter::load {

/// When the requests of an open loop are meant to start: request `index` at index / rate after the
/// start, whether or not the server keeps up. Latency is measured from there, so a stall counts
/// against every request that it held back, not against the one that met it alone.
class Schedule {
 public:
  /// `rate` in requests per second, more than 0.
  explicit Schedule(double rate) : rate_(rate) {}

  /// From the start of the run; never rounded down, so that no request is early.
  std::chrono::nanoseconds intended(std::uint64_t index) const;

  /// How many requests are meant to start in [0, elapsed).
  std::uint64_t due(std::chrono::nanoseconds elapsed) const;

 private:
  double rate_;
};

/// Hands out the requests of a run, to whichever connection is free, until the plan's bounds. Pure:
/// times are given, from the start of the run.
class Pacer {
 public:
  explicit Pacer(const LoadPlan& plan);

  /// When the next request is meant to start, or nothing when the run has no more. `now` is that
  /// moment in a closed loop.
  std::optional<std::chrono::nanoseconds> next(std::chrono::nanoseconds now);

  /// How many requests an open loop owed at `end` and never handed out; `latency` gets how long
  /// each had waited. Those handed out and unanswered are the caller's to add.
  std::uint64_t count_unanswered(std::chrono::nanoseconds end, Histogram& latency) const;

 private:
  const LoadPlan& plan_;
  std::optional<Schedule> schedule_;
  std::uint64_t handed_out_ = 0;
};

}  // namespace mockmeter::load
