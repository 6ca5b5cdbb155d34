#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <vector>

#include "server/metering/delay.h"
#include "server/metering/json.h"
#include "server/metering/validation_error.h"

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

/// {"settings": {"fixedDelay", "delayDistribution", "extended", "proxyPassThrough"}}: WireMock's
/// shape, with our {"rateLimits", "lifecycle"} in "extended".
Json settings_document(const ResponseSettings& settings);

/// Reads such a document, or what is inside "settings", already checked against
/// schemas/admin/settings.json. As in WireMock a delay that is not named is gone; what is not named
/// in "extended" stays. Changes nothing when it returns faults.
std::vector<ValidationError> read_settings(const Json& document, ResponseSettings& settings);

}  // namespace mockmeter
