#include "server/control/journal/latency_histogram.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace mockmeter::testing {
namespace {

using std::chrono::milliseconds;
using std::chrono::nanoseconds;

TEST(LatencyHistogram, CountsWhatTookAtMostABound) {
  LatencyHistogram histogram;
  const nanoseconds first = LatencyHistogram::kBounds.front();
  for (const nanoseconds latency : {nanoseconds(0), first, first + nanoseconds(1)}) {
    histogram.add(latency);
  }
  EXPECT_EQ(histogram.cumulative().front(), 2U);
  EXPECT_EQ(histogram.cumulative().at(1), 3U);
  EXPECT_EQ(histogram.cumulative().back(), 3U);
  EXPECT_EQ(histogram.count(), 3U);
}

TEST(LatencyHistogram, CountsWhatIsAboveEveryBound) {
  LatencyHistogram histogram;
  histogram.add(milliseconds(10'001));
  EXPECT_EQ(histogram.cumulative().back(), 0U);
  EXPECT_EQ(histogram.count(), 1U);
  EXPECT_EQ(histogram.sum(), milliseconds(10'001));
}

TEST(LatencyHistogram, HasAscendingBounds) {
  EXPECT_TRUE(std::ranges::is_sorted(LatencyHistogram::kBounds));
}

}  // namespace
}  // namespace mockmeter::testing
