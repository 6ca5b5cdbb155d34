#pragma once

#include <chrono>
#include <cstdint>
#include <optional>

#include "server/metering/delay.h"

namespace mockmeter {

/// What holds for every response of a mocked API, whatever it says. A value.
struct ResponseSettings {
  bool enforce_rate_limits = false;
  bool follow_lifecycle = true;  ///< operations are deprecated and removed as the world says
  std::optional<std::int64_t> fixed_delay{};  ///< milliseconds
  std::optional<DelayDistribution> delay_distribution{};

  /// How long the response with this random number is held back: both delays together.
  std::chrono::milliseconds delay(std::uint64_t draw) const {
    std::chrono::milliseconds sum{fixed_delay.value_or(0)};
    if (delay_distribution) sum += sample(*delay_distribution, draw);
    return sum;
  }
};

}  // namespace mockmeter
