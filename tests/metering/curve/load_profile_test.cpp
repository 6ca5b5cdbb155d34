#include "server/metering/curve/load_profile.h"

#include <gtest/gtest.h>

#include "tests/metering/curve/load_profiles.h"

namespace mockmeter {
namespace {

TEST(LoadProfile, KnowsTheirNames) {
  EXPECT_EQ(parse_load_profile("steady"), LoadProfile::kSteady);
  EXPECT_EQ(parse_load_profile("office"), LoadProfile::kOffice);
  EXPECT_EQ(parse_load_profile("consumer"), LoadProfile::kConsumer);
  EXPECT_EQ(parse_load_profile("idle-at-night"), LoadProfile::kIdleAtNight);
  EXPECT_EQ(parse_load_profile("Steady"), std::nullopt);
  EXPECT_EQ(parse_load_profile(""), std::nullopt);
}

TEST(LoadProfile, SumsUpItsWeights) {
  for (const LoadProfile load_profile : kLoadProfiles) {
    const WeekOfHours& week = hours_of(load_profile);
    std::uint32_t sum = 0;
    for (std::size_t hour = 0; hour < kHoursPerWeek; ++hour) {
      EXPECT_EQ(week.before[hour], sum);
      sum += week.weight[hour];
    }
    EXPECT_EQ(sum, kWeightPerWeek);
  }
}

TEST(LoadProfile, RestsOnlyWhereItSays) {
  for (const LoadProfile load_profile : kLoadProfiles) {
    for (std::size_t hour = 0; hour < kHoursPerWeek; ++hour) {
      const bool night = hour % 24 < 6 || hour % 24 >= 22;
      const bool rests = load_profile == LoadProfile::kIdleAtNight && night;
      EXPECT_EQ(hours_of(load_profile).weight[hour] == 0, rests) << hour;
    }
  }
}

TEST(LoadProfile, HasItsPeakWhereItsPeopleAre) {
  constexpr std::size_t kWednesday = 48, kSaturday = 120;
  const auto& office = hours_of(LoadProfile::kOffice).weight;
  EXPECT_GT(office[kWednesday + 10], 10 * office[kWednesday + 3]);
  EXPECT_GT(office[kWednesday + 10], 5 * office[kSaturday + 10]);
  const auto& consumer = hours_of(LoadProfile::kConsumer).weight;
  EXPECT_GT(consumer[kWednesday + 20], 2 * consumer[kWednesday + 10]);
  EXPECT_GT(consumer[kSaturday + 14], consumer[kWednesday + 14]);
  const auto& steady = hours_of(LoadProfile::kSteady).weight;
  EXPECT_GT(10 * steady[kWednesday + 3], 9 * steady[kWednesday + 14]);
}

}  // namespace
}  // namespace mockmeter
