#include "server/metering/readings.h"

#include <gtest/gtest.h>

namespace mockmeter {
namespace {

constexpr Reading kPeriod{"upstash.period_30d",
                          "What does 30d mean?",
                          {{"30d", "the documentation"}, {"month", "the answers"}}};
constexpr Reading kOther{"neon.other", "And this?", {{"yes", "one page"}, {"no", "another"}}};

TEST(Readings, AllowOnlyTheKnownValues) {
  EXPECT_TRUE(kPeriod.allows("30d"));
  EXPECT_TRUE(kPeriod.allows("month"));
  EXPECT_FALSE(kPeriod.allows("yes"));
  EXPECT_FALSE(kPeriod.allows(""));
}

TEST(Readings, StartAtTheFirstValue) {
  const Readings readings;
  EXPECT_EQ(readings.get(kPeriod), "30d");
  EXPECT_TRUE(readings.is(kPeriod, "30d"));
}

TEST(Readings, KeepWhatWasSetLast) {
  Readings readings;
  readings.set(kPeriod, "30d");
  readings.set(kPeriod, "month");
  EXPECT_TRUE(readings.is(kPeriod, "month"));
  EXPECT_FALSE(readings.is(kPeriod, "30d"));
  EXPECT_EQ(readings.get(kOther), "yes");
}

TEST(Readings, CompareByWhatWasChosen) {
  Readings changed;
  changed.set(kPeriod, "month");
  EXPECT_NE(changed, Readings());
  const Readings copy = changed;
  EXPECT_EQ(copy, changed);
}

}  // namespace
}  // namespace mockmeter
