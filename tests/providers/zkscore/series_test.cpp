#include "server/providers/zkscore/series.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <random>

#include "server/providers/zkscore/usage_numbers.h"
#include "tests/metering/instants.h"

namespace mockmeter::zkscore {
namespace {

TEST(BucketRange, IsTheAlignedBucketsClippedToTheWindow) {
  const Window window{at("2026-01-30T23:59:30Z"), at("2026-03-02T10:20:40Z")};
  for (const Granularity granularity : kGranularities) {
    const BucketRange series(window, granularity);
    const std::vector<Window> aligned = buckets_touching(window, granularity);
    ASSERT_EQ(series.size(), aligned.size());
    for (std::size_t i = 0; i < aligned.size(); ++i) {
      ASSERT_EQ(series.at(i), intersect(aligned[i], window));
    }
  }
}

TEST(BucketRange, LeavesOutTheBucketThatBeginsAtTheEnd) {
  const Window day{at("2026-05-19T00:00:00Z"), at("2026-05-20T00:00:00Z")};
  EXPECT_EQ(BucketRange(day, Granularity::kHour).size(), 24U);
  EXPECT_EQ(BucketRange(day, Granularity::kMonth).size(), 1U);
}

TEST(BucketRange, OfAnEmptyWindowIsEmpty) {
  const Instant now = at("2026-05-20T12:30:00Z");
  for (const Granularity granularity : kGranularities) {
    EXPECT_EQ(BucketRange({now, now}, granularity).size(), 0U);
    EXPECT_EQ(BucketRange({now, now - std::chrono::hours{1}}, granularity).size(), 0U);
  }
}

TEST(SortedPage, IsASliceOfTheSortedWhole) {
  std::mt19937 random(7);
  std::vector<std::int64_t> keys(500);
  for (std::int64_t& key : keys) key = static_cast<std::int64_t>(random() % 20);
  for (const bool descending : {true, false}) {
    std::vector<std::size_t> whole(keys.size());
    std::iota(whole.begin(), whole.end(), 0U);
    std::stable_sort(whole.begin(), whole.end(), [&](std::size_t a, std::size_t b) {
      return descending ? keys[a] > keys[b] : keys[a] < keys[b];
    });
    for (const std::size_t offset : {0U, 1U, 250U, 499U, 500U, 900U}) {
      const Page page = page_at(keys.size(), offset, 37);
      const std::vector<std::size_t> expected(
          whole.begin() + static_cast<std::ptrdiff_t>(page.begin),
          whole.begin() + static_cast<std::ptrdiff_t>(page.end));
      EXPECT_EQ(sorted_page(keys, descending, page), expected) << offset;
    }
  }
}

TEST(ScaledRatio, RoundsHalfUpAndSurvivesLargeSums) {
  EXPECT_EQ(scaled_ratio(1, 8, 100), 13);
  EXPECT_EQ(scaled_ratio(1, 3, 10'000), 3333);
  EXPECT_EQ(scaled_ratio(2, 3, 10'000), 6667);
  EXPECT_EQ(scaled_ratio(5, 0, 100), 0);
  EXPECT_EQ(scaled_ratio(9'000'000'000'000'000'000, 90'000'000'000'000, 100), 10'000'000);
}

}  // namespace
}  // namespace mockmeter::zkscore
