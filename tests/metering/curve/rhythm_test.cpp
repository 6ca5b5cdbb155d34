#include "server/metering/curve/rhythm.h"

#include <gtest/gtest.h>

#include "tests/metering/curve/rhythms.h"

namespace mockmeter {
namespace {

TEST(Rhythm, KnowsTheirNames) {
  EXPECT_EQ(parse_rhythm("steady"), Rhythm::kSteady);
  EXPECT_EQ(parse_rhythm("office"), Rhythm::kOffice);
  EXPECT_EQ(parse_rhythm("consumer"), Rhythm::kConsumer);
  EXPECT_EQ(parse_rhythm("sleeping"), Rhythm::kSleeping);
  EXPECT_EQ(parse_rhythm("Steady"), std::nullopt);
  EXPECT_EQ(parse_rhythm(""), std::nullopt);
}

TEST(Rhythm, SumsUpItsWeights) {
  for (const Rhythm rhythm : kRhythms) {
    const WeekOfHours& week = hours_of(rhythm);
    std::uint32_t sum = 0;
    for (std::size_t hour = 0; hour < kHoursPerWeek; ++hour) {
      EXPECT_EQ(week.before[hour], sum);
      sum += week.weight[hour];
    }
    EXPECT_EQ(sum, kWeightPerWeek);
  }
}

TEST(Rhythm, RestsOnlyWhereItSays) {
  for (const Rhythm rhythm : kRhythms) {
    for (std::size_t hour = 0; hour < kHoursPerWeek; ++hour) {
      const bool night = hour % 24 < 6 || hour % 24 >= 22;
      const bool rests = rhythm == Rhythm::kSleeping && night;
      EXPECT_EQ(hours_of(rhythm).weight[hour] == 0, rests) << hour;
    }
  }
}

TEST(Rhythm, HasItsPeakWhereItsPeopleAre) {
  constexpr std::size_t kWednesday = 48, kSaturday = 120;
  const auto& office = hours_of(Rhythm::kOffice).weight;
  EXPECT_GT(office[kWednesday + 10], 10 * office[kWednesday + 3]);
  EXPECT_GT(office[kWednesday + 10], 5 * office[kSaturday + 10]);
  const auto& consumer = hours_of(Rhythm::kConsumer).weight;
  EXPECT_GT(consumer[kWednesday + 20], 2 * consumer[kWednesday + 10]);
  EXPECT_GT(consumer[kSaturday + 14], consumer[kWednesday + 14]);
  const auto& steady = hours_of(Rhythm::kSteady).weight;
  EXPECT_GT(10 * steady[kWednesday + 3], 9 * steady[kWednesday + 14]);
}

}  // namespace
}  // namespace mockmeter
