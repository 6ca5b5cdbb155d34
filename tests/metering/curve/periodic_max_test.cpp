#include "server/metering/curve/periodic_max.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace mockmeter {
namespace {

TEST(PeriodicMax, IsTheGreatestOfEveryStretch) {
  for (const std::size_t length : {1U, 2U, 3U, 7U, 8U, 13U}) {
    std::vector<std::int64_t> values(length);
    for (std::size_t i = 0; i < length; ++i) {
      values[i] = static_cast<std::int64_t>((i * 37 + 11) % 101);
    }
    const PeriodicMax greatest(values);
    for (std::int64_t first = 0; first < 30; ++first) {
      std::int64_t expected = 0;
      EXPECT_EQ(greatest.greatest_between(first, first), 0);
      for (std::int64_t last = first + 1; last < first + 40; ++last) {
        expected = std::max(expected, values[static_cast<std::size_t>(last - 1) % length]);
        ASSERT_EQ(greatest.greatest_between(first, last), expected)
            << length << " values, " << first << " to " << last;
      }
    }
  }
}

TEST(PeriodicMax, OfNothingIsZero) {
  EXPECT_EQ(PeriodicMax().greatest_between(0, 10), 0);
  EXPECT_EQ(PeriodicMax(std::vector<std::int64_t>{}).greatest_between(3, 4), 0);
  EXPECT_EQ(PeriodicMax(std::vector<std::int64_t>{5, 6}).greatest_between(4, 3), 0);
}

}  // namespace
}  // namespace mockmeter
