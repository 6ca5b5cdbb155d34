#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <string_view>

namespace mockmeter::upstash {

/// What the period series of one response cover: `points` x `interval`, back from now.
struct StatsPeriod {
  std::string_view name;
  std::size_t points;
  std::chrono::minutes interval;
};

// Source: OpenAPI file, getQStashStats, period: "Each period returns 60 datapoints with intervals
// adjusted to the period length"; "for 30 days, it returns 240 datapoints with 3-hour intervals".
// Inferred: the intervals between, period / 60; only those of 1h and 30d are spelt out.
inline constexpr std::array<StatsPeriod, 7> kPeriods{{
    {"1h", 60, std::chrono::minutes(1)},
    {"3h", 60, std::chrono::minutes(3)},
    {"12h", 60, std::chrono::minutes(12)},
    {"1d", 60, std::chrono::minutes(24)},
    {"3d", 60, std::chrono::minutes(72)},
    {"7d", 60, std::chrono::minutes(168)},
    {"30d", 240, std::chrono::hours(3)},
}};

}  // namespace mockmeter::upstash
