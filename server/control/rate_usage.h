#pragma once

#include <chrono>
#include <cstdint>

#include "server/api/operation.h"

namespace mockmeter {

/// What a limit leaves at one moment. The seconds are rounded up.
struct Allowance {
  bool granted = false;                 ///< whether there was room for one more call
  std::int64_t remaining = 0;           ///< calls left; never negative
  std::chrono::seconds until_reset{0};  ///< until the tightest limit gives all its calls back
  std::chrono::seconds until_next{0};   ///< until a call is granted again; 0 = one is left
};

/// How much of one limit is used up. A value. Times are those of one clock that never goes back.
/// Choice: a window begins with its first call, so that a fresh client always has all of it.
struct RateUsage {
  struct Window {
    std::chrono::nanoseconds began{0};
    std::int64_t calls = 0;
  };
  Window minute;
  Window day;
  std::chrono::nanoseconds full_at{0};  ///< a token bucket: when all its tokens are back
};

/// What is left; counts nothing.
Allowance look(const RateUsage& usage, const RateLimit& limit, std::chrono::nanoseconds now);

/// Counts one call, unless nothing is left: a call that is not granted costs nothing.
Allowance take(RateUsage& usage, const RateLimit& limit, std::chrono::nanoseconds now);

}  // namespace mockmeter
