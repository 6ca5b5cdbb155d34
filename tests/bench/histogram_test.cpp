#include "bench/load/histogram.h"

#include <gtest/gtest.h>

namespace mockmeter::load {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::nanoseconds;
using std::chrono::seconds;

TEST(Histogram, IsZeroWhenEmpty) {
  const Histogram empty;
  EXPECT_EQ(empty.percentile(99), nanoseconds(0));
  EXPECT_EQ(empty.mean(), nanoseconds(0));
  EXPECT_EQ(empty.count(), 0U);
}

TEST(Histogram, IsExactForSmallValues) {
  Histogram histogram;
  for (int i = 1; i <= 100; ++i) histogram.record(nanoseconds(i));
  EXPECT_EQ(histogram.percentile(1), nanoseconds(1));
  EXPECT_EQ(histogram.percentile(50), nanoseconds(50));
  EXPECT_EQ(histogram.percentile(99), nanoseconds(99));
  EXPECT_EQ(histogram.percentile(99.9), nanoseconds(100));
  EXPECT_EQ(histogram.percentile(100), nanoseconds(100));
}

TEST(Histogram, RanksAreNotMovedByRounding) {
  Histogram histogram;
  for (int i = 0; i < 999; ++i) histogram.record(nanoseconds(1));
  histogram.record(nanoseconds(2));
  EXPECT_EQ(histogram.percentile(99.9), nanoseconds(1));
  EXPECT_EQ(histogram.percentile(99.91), nanoseconds(2));
}

TEST(Histogram, IsNeverBelowTheTruthAndAtMostOneStepAbove) {
  for (std::int64_t value = 1; value < Histogram::longest().count(); value = value * 5 / 4 + 1) {
    Histogram histogram;
    histogram.record(nanoseconds(value));
    histogram.record(Histogram::longest());  // so that max() does not hide the step
    const std::int64_t told = histogram.percentile(50).count();
    EXPECT_GE(told, value);
    EXPECT_LE(told, value + value / 64) << value;
  }
}

TEST(Histogram, NoPercentileExceedsTheMaximum) {
  Histogram histogram;
  histogram.record(nanoseconds(1'000'001));
  EXPECT_EQ(histogram.percentile(50), nanoseconds(1'000'001));
}

TEST(Histogram, TakesWhatIsOutOfRange) {
  Histogram histogram;
  histogram.record(nanoseconds(-5));
  EXPECT_EQ(histogram.percentile(100), nanoseconds(0));
  histogram.record(hours(3));
  EXPECT_EQ(histogram.max(), hours(3));
  EXPECT_EQ(histogram.percentile(100), Histogram::longest());
}

TEST(Histogram, MeansAreExact) {
  Histogram histogram;
  histogram.record(milliseconds(1));
  histogram.record(seconds(1));
  EXPECT_EQ(histogram.mean(), nanoseconds(500'500'000));
}

}  // namespace
}  // namespace mockmeter::load
