#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <variant>

namespace mockmeter {

/// How long something is held back, in milliseconds; WireMock's distributions and their names.
struct FixedDelay {
  std::int64_t milliseconds = 0;
};
struct UniformDelay {
  std::int64_t lower = 0;
  std::int64_t upper = 0;  ///< inclusive; not below `lower`
};
struct LognormalDelay {
  double median = 0;
  double sigma = 0;  ///< of the normal distribution of its logarithm
  std::optional<double> max_value;
};
using DelayDistribution = std::variant<FixedDelay, UniformDelay, LognormalDelay>;

/// Longer than any client waits.
inline constexpr std::chrono::milliseconds kLongestDelay = std::chrono::hours{1};

/// The delay that `draw` stands for, from 0 to kLongestDelay; the same for the same draw. Draws are
/// 64 random bits.
std::chrono::milliseconds sample(const DelayDistribution& distribution, std::uint64_t draw);

}  // namespace mockmeter
