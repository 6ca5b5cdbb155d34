#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <vector>

#include "server/metering/delay.h"
#include "server/metering/document_fault.h"
#include "server/metering/json.h"

namespace mockmeter {

/// What holds for every answer of a mocked API, whatever it says. A value.
struct AnswerSettings {
  bool enforce_rate_limits = false;
  std::optional<std::int64_t> fixed_delay{};  ///< milliseconds
  std::optional<DelayDistribution> delay_distribution{};

  /// How long the answer with this random number is held back: both delays together.
  std::chrono::milliseconds delay(std::uint64_t draw) const;
};

/// {"settings": {"fixedDelay", "delayDistribution", "extended", "proxyPassThrough"}}: WireMock's
/// shape, with our {"rateLimits"} in "extended".
Json settings_document(const AnswerSettings& settings);

/// Reads such a document, or what is inside "settings", already checked against
/// schemas/admin/settings.json. As in WireMock a delay that is not named is gone; what is not named
/// in "extended" stays. Changes nothing when it returns faults.
std::vector<DocumentFault> read_settings(const Json& document, AnswerSettings& settings);

}  // namespace mockmeter
