#include <gtest/gtest.h>

#include "conformance/benchmark/benchmark.h"

namespace mockmeter::conformance {
namespace {

TEST(Median, IsTheMiddleWhateverTheOrder) {
  EXPECT_EQ(median({}), 0);
  EXPECT_EQ(median({7}), 7);
  EXPECT_EQ(median({9, 1, 5}), 5);
  EXPECT_EQ(median({4, 1, 3, 2}), 2.5);
  EXPECT_EQ(median({100, 100, 100, 100, 1}), 100);
}

TEST(Spread, IsTheRangeInTermsOfTheMedian) {
  EXPECT_EQ(spread({}), 0);
  EXPECT_EQ(spread({5}), 0);
  EXPECT_EQ(spread({0, 0}), 0);
  EXPECT_DOUBLE_EQ(spread({90, 100, 120}), 0.3);
  EXPECT_DOUBLE_EQ(spread({120, 90, 100}), 0.3);
}

}  // namespace
}  // namespace mockmeter::conformance
