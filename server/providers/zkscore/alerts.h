#pragma once

#include <string>
#include <vector>

#include "server/providers/zkscore/usage_numbers.h"

namespace mockmeter::zkscore {

/// Source: get-usage, alerts[] {type, message, priority, recommendation}. Their values are
/// undocumented, so ours.
struct Alert {
  std::string type;
  std::string message;
  std::string priority;
  std::string recommendation;
};

/// The three rates that limits exist for: of the limits, or of what was used of them.
struct Rates {
  std::int64_t per_minute = 0;
  std::int64_t per_hour = 0;
  std::int64_t per_day = 0;
};

/// What the numbers say: a limit used to 80 % or more, an error rate of 5 % or more, a mean latency
/// of 1 s or more, a key that expires within 7 days. In this order.
std::vector<Alert> alerts_for(const Selection& selection, const Tally& total, const Rates& limits,
                              const Rates& used, Instant now);

}  // namespace mockmeter::zkscore
