#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace mockmeter {

/// How an account's traffic is spread over the hours of a week.
enum class LoadProfile {
  kSteady,       ///< machines: nearly flat
  kOffice,       ///< people at work: weekdays, 8 to 18 h, never quite zero
  kConsumer,     ///< people at home: evenings and weekends
  kIdleAtNight,  ///< as kOffice, but exactly zero from 22 to 6 h
};

/// "steady", "office", "consumer", "idle-at-night".
std::optional<LoadProfile> parse_load_profile(std::string_view name);

inline constexpr std::size_t kHoursPerWeek = 168;
/// The weights of a week add up to this: 1000 for an hour on average.
inline constexpr std::uint32_t kWeightPerWeek = 168'000;

/// The 168 hours of a week in UTC, from Monday 0 h.
struct WeekOfHours {
  std::array<std::uint32_t, kHoursPerWeek> weight;
  std::array<std::uint32_t, kHoursPerWeek> before;  ///< the sum of all earlier weights
};

const WeekOfHours& hours_of(LoadProfile load_profile);

}  // namespace mockmeter
