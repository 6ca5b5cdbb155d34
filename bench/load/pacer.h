#pragma once

#include <chrono>
#include <cstdint>
#include <optional>

#include "bench/load/load.h"
#include "bench/load/schedule.h"

namespace mockmeter::load {

/// Hands out the requests of a run, to whichever connection is free, until the plan's bounds. Pure:
/// times are given, from the start of the run.
class Pacer {
 public:
  explicit Pacer(const Plan& plan);

  /// When the next request is meant to start, or nothing when the run has no more. `now` is that
  /// moment in a closed loop.
  std::optional<std::chrono::nanoseconds> next(std::chrono::nanoseconds now);

  /// Counts in `report` what an open loop owed at `end`: requests handed out and unanswered are the
  /// caller's to name, those due and never handed out are added here.
  void owe(std::chrono::nanoseconds end, Report& report) const;

 private:
  const Plan& plan_;
  std::optional<Schedule> schedule_;
  std::uint64_t handed_out_ = 0;
};

/// Counts one request that had waited since `intended` when the run ended.
void owe_one(std::chrono::nanoseconds intended, std::chrono::nanoseconds end, Report& report);

}  // namespace mockmeter::load
