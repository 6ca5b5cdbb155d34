#pragma once

#include <algorithm>
#include <cstdint>

#include "server/metering/curve/load_profile.h"
#include "server/metering/integers.h"

namespace mockmeter {

/// A rate that never stops growing: more weeks than any instant is away.
inline constexpr std::int64_t kGrowsForever = 1'000'000;

/// How a rate grows: so much each week, for so many weeks, and then no more.
struct Growth {
  std::uint64_t per_mille = 0;
  std::uint64_t weeks = kGrowsForever;
};

/// Step 1 of a curve: the amount that has flowed since the start, growth x weekly load profile,
/// integrated in closed form. Amounts are in fixed point, `fraction_bits` behind the point.
///
/// Inside one hour the amount is a straight line, so a look-up is: find the hour, follow its line.
class RateIntegral {
 public:
  /// [begin, end) in unix seconds, and the line in it. Holds no second by default.
  struct Hour {
    std::int64_t begin = 0;
    std::int64_t end = 0;
    UInt128 at_begin = 0;
    UInt128 per_second = 0;
    bool holds(std::int64_t second) const { return second >= begin && second < end; }
  };

  RateIntegral() = default;
  /// Nothing flows before `first` or after `last` (unix seconds).
  RateIntegral(std::uint64_t per_hour, Growth growth, LoadProfile load_profile, std::int64_t first,
               std::int64_t last);

  int fraction_bits() const { return fraction_bits_; }
  std::int64_t first() const { return first_; }
  std::int64_t last() const { return last_; }
  std::int64_t clamp(std::int64_t second) const { return std::clamp(second, first_, last_); }

  /// `second` must lie in [first, last], and in `hour`.
  Hour hour_at(std::int64_t second) const;
  UInt128 amount(const Hour& hour, std::int64_t second) const {
    const auto seconds = static_cast<std::uint64_t>(second - hour.begin);
    return std::min(whole(hour.at_begin + hour.per_second * seconds) - start_, most_);
  }

 private:
  UInt128 whole(UInt128 scaled) const { return scaled >> shift_; }

  const WeekOfHours* week_ = &hours_of(LoadProfile::kSteady);
  std::int64_t first_ = 0;
  std::int64_t last_ = 0;
  std::int64_t monday_ = 0;  // of the first week
  Growth growth_{};
  std::uint64_t rate_ = 0;  // amount per weighted second, times 2^shift_
  int shift_ = 0;
  int fraction_bits_ = 0;
  UInt128 start_ = 0;  // of the line at first_, so that the amount begins at 0
  UInt128 most_ = 0;   // 2^64 units: beyond every total, so that products never overflow
};

}  // namespace mockmeter
