#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "server/core/instant.h"
#include "server/core/window.h"

namespace mockmeter {

/// How an account's traffic is spread over the hours of a week.
enum class Rhythm {
  kSteady,    ///< machines: nearly flat
  kOffice,    ///< people at work: weekdays, 8 to 18 h, never quite zero
  kConsumer,  ///< people at home: evenings and weekends
  kSleeping,  ///< as kOffice, but exactly zero from 22 to 6 h
};

/// What a world says about one metric of one account. Integers only.
struct CurveShape {
  std::int64_t per_hour = 0;          ///< mean of the first week, in the metric's unit
  std::int32_t growth_per_mille = 0;  ///< added to the rate each week, linear
  Rhythm rhythm = Rhythm::kSteady;
  Window alive{kEarliest, kLatest};  ///< flat outside; C(alive.from) == level
  std::int64_t level = 0;            ///< C at the start
};

/// The exact increase of the curve over one window, replacing what the shape gives.
struct CurveOverride {
  Window window;
  std::int64_t value = 0;
};

/// One metric of one account as a cumulative curve C(t): monotone, integer, random access in O(1).
///
/// A bucket is C(end) - C(start), so that every additive law of the product holds by construction.
/// Three steps, each monotone and exact in 128-bit integers, so that no libm and no compiler can
/// change a byte:
///   1. u(t): growth x weekly rhythm, integrated in closed form (whole weeks, then a table);
///   2. noise: u is displaced by value noise on lattices of 2^m units. The noise lives on the
///      amount, not on the time, so a sleeping hour stays exactly zero;
///   3. overrides: inside an override's window the increase is scaled to the value asked for.
/// t counts in whole seconds, rounded down. Immutable, so it may be shared between threads.
class Curve {
 public:
  Curve() = default;
  /// `key` names the curve, for example "neon/project-a/active_time_seconds".
  /// `overrides` must be sorted and must not overlap.
  Curve(std::uint64_t seed, std::string_view key, const CurveShape& shape,
        std::vector<CurveOverride> overrides = {});

  /// C(t). At least 0, at most 2^63 - 1.
  std::int64_t at(Instant t) const;

  /// C(to) - C(from); 0 when from >= to.
  std::int64_t between(Instant from, Instant to) const;
  std::int64_t in(Window w) const { return between(w.from, w.to); }
};

}  // namespace mockmeter
