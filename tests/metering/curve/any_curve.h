#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <vector>

#include "server/metering/curve/curve.h"
#include "server/metering/hash.h"
#include "tests/metering/curve/load_profiles.h"
#include "tests/metering/instants.h"

namespace mockmeter {

inline constexpr std::int64_t kMaxInt64 = std::numeric_limits<std::int64_t>::max();

inline const Instant kMonday = at("2026-05-18T00:00:00Z");
inline const Window kYear{at("2025-11-03T05:06:07Z"), at("2026-11-01T00:00:00Z")};

/// Numbers for case `i`: the n-th draw, below `limit`.
inline std::int64_t draw(std::uint64_t i, std::uint64_t n, std::int64_t limit) {
  return static_cast<std::int64_t>(mix(mix(i, n)) % static_cast<std::uint64_t>(limit));
}

/// Any shape, from one unit an hour to 10^15, living for some time within kYear's reach.
inline CurveShape any_shape(std::uint64_t i) {
  std::int64_t per_hour = 1 + draw(i, 1, 9);
  for (std::int64_t tens = draw(i, 2, 16); tens > 0; --tens) per_hour *= 10;
  const Instant from = kYear.from + std::chrono::seconds{draw(i, 3, 86'400 * 30)};
  return {.per_hour = per_hour,
          .growth_per_mille = static_cast<std::int32_t>(draw(i, 4, 30)),
          .load_profile = kLoadProfiles[draw(i, 5, 4)],
          .active = {from, from + std::chrono::seconds{draw(i, 6, 86'400 * 400)}},
          .level = draw(i, 7, 1'000)};
}

inline std::vector<Instant> any_instants(std::uint64_t i, std::size_t count) {
  std::vector<Instant> instants;
  for (std::size_t k = 0; k < count; ++k) {
    instants.push_back(kYear.from - std::chrono::days{10} +
                       std::chrono::seconds{draw(i, 100 + k, 86'400 * 460)});
  }
  std::sort(instants.begin(), instants.end());
  return instants;
}

}  // namespace mockmeter
