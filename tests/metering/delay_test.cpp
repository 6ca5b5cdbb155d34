#include "server/metering/delay.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <vector>

#include "server/metering/hash.h"

namespace mockmeter {
namespace {

/// Many samples in ascending order.
std::vector<std::int64_t> samples(const DelayDistribution& distribution) {
  std::vector<std::int64_t> all;
  for (std::uint64_t i = 0; i < 4000; ++i) all.push_back(sample(distribution, mix(i)).count());
  std::sort(all.begin(), all.end());
  return all;
}

TEST(Delay, FixedIsWhatItSays) {
  const auto all = samples(FixedDelay{250});
  EXPECT_EQ(all.front(), 250);
  EXPECT_EQ(all.back(), 250);
}

TEST(Delay, UniformReachesBothBoundsAndNothingBeyond) {
  const auto all = samples(UniformDelay{10, 14});
  EXPECT_EQ((std::set<std::int64_t>(all.begin(), all.end())),
            (std::set<std::int64_t>{10, 11, 12, 13, 14}));
  for (std::int64_t value = 10; value <= 14; ++value) {
    EXPECT_NEAR(static_cast<double>(std::count(all.begin(), all.end(), value)), 800, 120) << value;
  }
}

TEST(Delay, LognormalHasItsMedianAndALongTail) {
  const auto all = samples(LognormalDelay{80, 0.4, {}});
  EXPECT_NEAR(static_cast<double>(all[2000]), 80, 3);
  // One standard deviation up and down: 80 e^0.4 and 80 e^-0.4.
  EXPECT_NEAR(static_cast<double>(all[3365]), 119, 6);
  EXPECT_NEAR(static_cast<double>(all[635]), 54, 3);
}

TEST(Delay, LognormalKeepsBelowItsMaximum) {
  const auto all = samples(LognormalDelay{80, 0.4, 100.0});
  EXPECT_LE(all.back(), 100);
  EXPECT_LT(all[2000], 80) << "cut off, not pressed to the maximum";
  EXPECT_EQ(samples(LognormalDelay{80, 0.0, 10.0}).front(), 10);
}

TEST(Delay, NeverBelowZeroNorBeyondAnHour) {
  EXPECT_EQ(sample(FixedDelay{-5}, 1), std::chrono::milliseconds{0});
  EXPECT_EQ(samples(LognormalDelay{1e300, 100, {}}).back(), kLongestDelay.count());
}

TEST(Delay, TheSameDrawGivesTheSameDelay) {
  const DelayDistribution tail = LognormalDelay{80, 0.4, {}};
  EXPECT_EQ(sample(tail, 7), sample(tail, 7));
  EXPECT_NE(sample(tail, 7), sample(tail, 8));
}

}  // namespace
}  // namespace mockmeter
