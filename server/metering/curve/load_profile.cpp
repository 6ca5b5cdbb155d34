#include "server/metering/curve/load_profile.h"

#include <algorithm>

namespace mockmeter {
namespace {

using Day = std::array<std::uint32_t, 24>;

struct Profile {
  Day weekday, saturday, sunday;  // in any unit
};

constexpr Day kMachineDay{98,  97,  96,  96,  97,  98,  99,  100, 101, 102, 103, 103,
                          104, 104, 104, 103, 103, 102, 102, 101, 101, 100, 99,  98};
constexpr Profile kSteadyProfile{kMachineDay, kMachineDay, kMachineDay};

constexpr Day kQuietDay{4,  3,  3,  3,  3,  4, 5, 6, 8, 10, 12, 12,
                        11, 11, 11, 10, 10, 9, 9, 9, 8, 7,  6,  5};
constexpr Profile kOfficeProfile{
    {6, 5, 4, 4, 5, 8, 18, 42, 78, 98, 105, 100, 82, 90, 104, 102, 94, 74, 44, 26, 18, 14, 10, 8},
    kQuietDay,
    kQuietDay};

constexpr Profile kConsumerProfile{{30, 18, 11, 8,  8,  12, 24, 42,  46,  44,  45, 50,
                                    58, 54, 50, 52, 60, 74, 90, 108, 118, 112, 84, 52},
                                   {44,  30,  19,  12,  9,   10,  16,  30,  52,  74,  90, 98,
                                    102, 104, 104, 102, 102, 106, 114, 122, 126, 120, 98, 72},
                                   {56,  38,  23,  14,  10,  10,  15,  28,  52,  78,  96, 106,
                                    110, 112, 112, 110, 110, 112, 118, 124, 124, 108, 76, 44}};

constexpr Day asleep_at_night(Day day) {
  for (std::size_t hour = 0; hour < day.size(); ++hour) {
    if (hour < 6 || hour >= 22) day[hour] = 0;
  }
  return day;
}

constexpr Profile asleep_at_night(const Profile& profile) {
  return {asleep_at_night(profile.weekday), asleep_at_night(profile.saturday),
          asleep_at_night(profile.sunday)};
}

constexpr std::uint32_t raw_weight(const Profile& profile, std::size_t hour_of_week) {
  const std::size_t day = hour_of_week / 24;
  const Day& hours = day == 6 ? profile.sunday : day == 5 ? profile.saturday : profile.weekday;
  return hours[hour_of_week % 24];
}

/// Scales a profile to kWeightPerWeek: the sums are rounded, not the weights, so nothing is lost.
constexpr WeekOfHours scale(const Profile& profile) {
  std::uint64_t total = 0;
  for (std::size_t hour = 0; hour < kHoursPerWeek; ++hour) total += raw_weight(profile, hour);
  WeekOfHours week{};
  std::uint64_t sum = 0;
  for (std::size_t hour = 0; hour < kHoursPerWeek; ++hour) {
    week.before[hour] = static_cast<std::uint32_t>(sum * kWeightPerWeek / total);
    sum += raw_weight(profile, hour);
    week.weight[hour] =
        static_cast<std::uint32_t>(sum * kWeightPerWeek / total) - week.before[hour];
  }
  return week;
}

struct NamedWeek {
  std::string_view name;
  WeekOfHours week;
};
constexpr std::array<NamedWeek, 4> kWeeks{
    {{"steady", scale(kSteadyProfile)},
     {"office", scale(kOfficeProfile)},
     {"consumer", scale(kConsumerProfile)},
     {"idle-at-night", scale(asleep_at_night(kOfficeProfile))}}};

constexpr bool adds_up(const NamedWeek& named) {
  return named.week.before.back() + named.week.weight.back() == kWeightPerWeek;
}
static_assert(std::ranges::all_of(kWeeks, adds_up));

}  // namespace

std::optional<LoadProfile> parse_load_profile(std::string_view name) {
  for (std::size_t i = 0; i < kWeeks.size(); ++i) {
    if (kWeeks[i].name == name) return static_cast<LoadProfile>(i);
  }
  return std::nullopt;
}

const WeekOfHours& hours_of(LoadProfile load_profile) {
  return kWeeks[static_cast<std::size_t>(load_profile)].week;
}

}  // namespace mockmeter
