#pragma once

#include <cstdint>
#include <limits>
#include <string_view>
#include <vector>

#include "base/time/instant.h"
#include "server/metering/curve/load_profile.h"
#include "server/metering/curve/rate_integral.h"
#include "server/metering/curve/value_noise.h"
#include "server/metering/window.h"

namespace mockmeter {

/// What a world says about one metric of one account. Integers only, none below 0.
struct CurveShape {
  std::int64_t per_hour = 0;          ///< mean of the first week, in the metric's unit
  std::int32_t growth_per_mille = 0;  ///< added to the rate each week (Monday, UTC); at most 10^6
  std::int64_t growth_weeks = kGrowsForever;  ///< for so many weeks; then the rate stays
  LoadProfile load_profile = LoadProfile::kSteady;
  Window active{kEarliest, kLatest};  ///< flat outside; C(active.from) == level
  std::int64_t level = 0;             ///< C at the start
};

/// The exact increase of the curve over one window, replacing what the shape gives. Only the part
/// of the window in which the curve is active counts.
struct CurveOverride {
  Window window;
  std::int64_t value = 0;
};

/// One metric of one account as a cumulative curve C(t): monotone, integer, random access in O(1).
///
/// A bucket is C(end) - C(start), so that every sum that the product promises holds by
/// construction. Three steps, each monotone and exact in 128-bit integers, so that no libm and no
/// compiler can change a byte:
///
///    t --> u(t) growth x load profile --> V(u) noise --> overrides --> C(t)
///
///    u |            ,---- weekend    V |        .-'     C |         |  ,--
///      |         ,-'                   |     _.'          |      |,-|-'
///      |    ,---'  night               |  .-'             |   ,--|  | value
///      | ,-'                           |.'                |,-'   |  |
///      +--------------- t              +-------- u        +------------- t
///
///   1. u(t) = integral of rate x (1 + growth x week) x load_profile(hour of week) since
///      active.from, in closed form: whole weeks, then a table of prefix sums, then a line inside
///      the hour (RateIntegral). Growth may end after some weeks: a limit is approached, not
///      passed.
///   2. V(u) = u + sum over octaves of [left x (size - f) + right x f], f = u mod size,
///      left and right hashed (ValueNoise). The two add up to less than 1, so V rises strictly.
///      The noise lives on the amount, not on the time, so an idle hour stays exactly zero.
///   3. C(t) = level + V(u(t)) - V(0); inside an override's window the increase is scaled to the
///      value asked for (spread evenly over time where there is none), after it all is shifted.
///
/// t counts in whole seconds, rounded down. Immutable, so it may be shared between threads.
class Curve {
 public:
  class Cursor;

  Curve() = default;
  /// `key` names the curve, for example "acme/project-a/active_time_seconds".
  /// `overrides` must be sorted and must not overlap.
  Curve(std::uint64_t seed, std::string_view key, const CurveShape& shape,
        const std::vector<CurveOverride>& overrides = {});

  /// C(t). At least 0, at most 2^63 - 1.
  std::int64_t at(Instant t) const;

  /// C(to) - C(from); 0 when from >= to.
  std::int64_t between(Instant from, Instant to) const;
  std::int64_t in(Window w) const { return between(w.from, w.to); }

 private:
  struct Override {
    std::int64_t from, to;  // unix seconds
    std::int64_t value;
    std::int64_t start;                       // C(from)
    std::int64_t integral_from, integral_to;  // the increase since the start, without overrides
  };

  std::int64_t integral(UInt128 displaced) const;
  std::int64_t flowed_at(std::int64_t second) const;
  std::int64_t value_at(std::int64_t second, std::int64_t integral) const;
  void add_override(const CurveOverride& wanted);

  RateIntegral rate_integral_;
  ValueNoise noise_;
  UInt128 origin_ = 0;  // V(0)
  std::int64_t level_ = 0;
  std::vector<Override> overrides_;
};

/// Reads one curve at ascending instants, several times as fast as Curve::at: it follows the line
/// of the hour and of the noise cell until it leaves them. Any other order is right, too, but
/// slower. The values are those of Curve::at. Must not outlive the curve.
class Curve::Cursor {
 public:
  explicit Cursor(const Curve& curve) : curve_(&curve) {}
  std::int64_t at(Instant t);

 private:
  const Curve* curve_;
  RateIntegral::Hour hour_;
  ValueNoise::Cell coarse_;
  ValueNoise::Cell cell_;
  std::int64_t second_ = std::numeric_limits<std::int64_t>::min();  // read last
  std::int64_t value_ = 0;                                          // there
};

}  // namespace mockmeter
