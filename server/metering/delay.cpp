#include "server/metering/delay.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "server/metering/hash.h"

namespace mockmeter {
namespace {

// Choice: a distribution that hardly ever stays below its maximum gives the maximum.
constexpr std::uint64_t kMostTries = 32;

/// In [0, 1).
double unit(std::uint64_t draw) { return std::ldexp(static_cast<double>(draw >> 11U), -53); }

/// Box and Muller's method.
double normal(std::uint64_t draw) {
  const double radius = std::sqrt(-2.0 * std::log(1.0 - unit(mix(draw, 1))));
  return radius * std::cos(2.0 * std::numbers::pi * unit(mix(draw, 2)));
}

double sample_of(const FixedDelay& fixed, std::uint64_t) {
  return static_cast<double>(fixed.milliseconds);
}

double sample_of(const UniformDelay& range, std::uint64_t draw) {
  const double count = static_cast<double>(range.upper - range.lower + 1);
  return static_cast<double>(range.lower) + std::floor(unit(draw) * count);
}

// Source: WireMock's documentation of simulated faults: median, sigma, maxValue cuts the tail off.
double sample_of(const LognormalDelay& tail, std::uint64_t draw) {
  for (std::uint64_t i = 0; i < kMostTries; ++i) {
    const double delay = tail.median * std::exp(tail.sigma * normal(mix(draw, i)));
    if (!tail.max_value || delay <= *tail.max_value) return delay;
  }
  return *tail.max_value;
}

}  // namespace

std::chrono::milliseconds sample(const DelayDistribution& distribution, std::uint64_t draw) {
  const double delay =
      std::visit([draw](const auto& each) { return sample_of(each, draw); }, distribution);
  const auto longest = static_cast<double>(kLongestDelay.count());
  return std::chrono::milliseconds(std::llround(std::clamp(delay, 0.0, longest)));
}

}  // namespace mockmeter
