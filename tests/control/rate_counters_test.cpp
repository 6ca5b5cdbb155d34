#include "server/control/rate_counters.h"

#include <gtest/gtest.h>

namespace mockmeter {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

TEST(RateCounters, CountsDownPerKeyAndNeverBelowZero) {
  RateCounters counters;
  const RateLimit two{"a", 2};
  EXPECT_EQ(counters.count(two, seconds{1}).remaining, 1);
  EXPECT_EQ(counters.count(two, seconds{2}).remaining, 0);
  EXPECT_EQ(counters.count(two, seconds{3}).remaining, 0);
  EXPECT_EQ(counters.count({"b", 2}, seconds{3}).remaining, 1);
}

TEST(RateCounters, BeginsAnewWithEachMinute) {
  RateCounters counters;
  const RateLimit limit{"a", 60};
  counters.count(limit, seconds{59});
  EXPECT_EQ(counters.count(limit, seconds{60}).remaining, 59);
}

TEST(RateCounters, RoundsTheTimeToResetUp) {
  RateCounters counters;
  const RateLimit limit{"a", 60};
  EXPECT_EQ(counters.count(limit, seconds{0}).until_reset, seconds{60});
  EXPECT_EQ(counters.count(limit, milliseconds{59'001}).until_reset, seconds{1});
}

TEST(RateCounters, ResetForgets) {
  RateCounters counters;
  const RateLimit limit{"a", 60};
  counters.count(limit, seconds{0});
  counters.reset();
  EXPECT_EQ(counters.count(limit, seconds{0}).remaining, 59);
}

}  // namespace
}  // namespace mockmeter
