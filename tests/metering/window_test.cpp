#include "server/metering/window.h"

#include <gtest/gtest.h>

#include "server/metering/hash.h"
#include "tests/metering/instants.h"

namespace mockmeter {
namespace {

struct Bucket {
  Granularity granularity;
  const char* instant;
  const char* start;
  const char* next;
};

TEST(Window, AlignsInUtc) {
  const Bucket cases[] = {
      {Granularity::kMinute, "2026-05-20T12:34:56.789Z", "2026-05-20T12:34:00Z",
       "2026-05-20T12:35:00Z"},
      {Granularity::kHour, "2026-05-20T23:59:59Z", "2026-05-20T23:00:00Z", "2026-05-21T00:00:00Z"},
      {Granularity::kDay, "2026-02-28T12:00:00Z", "2026-02-28T00:00:00Z", "2026-03-01T00:00:00Z"},
      {Granularity::kWeek, "2026-05-20T12:00:00Z", "2026-05-18T00:00:00Z", "2026-05-25T00:00:00Z"},
      {Granularity::kWeek, "2026-05-18T00:00:00Z", "2026-05-18T00:00:00Z", "2026-05-25T00:00:00Z"},
      {Granularity::kWeek, "2026-05-24T23:59:59Z", "2026-05-18T00:00:00Z", "2026-05-25T00:00:00Z"},
      {Granularity::kMonth, "2024-02-29T12:00:00Z", "2024-02-01T00:00:00Z", "2024-03-01T00:00:00Z"},
      {Granularity::kMonth, "2026-12-31T23:59:59Z", "2026-12-01T00:00:00Z", "2027-01-01T00:00:00Z"},
      {Granularity::kMinute, "1969-12-31T23:59:30Z", "1969-12-31T23:59:00Z",
       "1970-01-01T00:00:00Z"},
      {Granularity::kDay, "1969-12-31T23:59:59.999Z", "1969-12-31T00:00:00Z",
       "1970-01-01T00:00:00Z"},
      {Granularity::kWeek, "1969-12-31T12:00:00Z", "1969-12-29T00:00:00Z", "1970-01-05T00:00:00Z"},
      {Granularity::kMonth, "1900-02-28T12:00:00Z", "1900-02-01T00:00:00Z", "1900-03-01T00:00:00Z"},
  };
  for (const Bucket& c : cases) {
    const Instant start = floor_to(at(c.instant), c.granularity);
    EXPECT_EQ(format_rfc3339(start), c.start) << c.instant;
    EXPECT_EQ(format_rfc3339(next_bucket(start, c.granularity)), c.next) << c.instant;
  }
}

TEST(Window, EveryInstantLiesInItsBucket) {
  const auto range = static_cast<std::uint64_t>(unix_seconds(kLatest) - unix_seconds(kEarliest));
  for (std::uint64_t i = 0; i < 5'000; ++i) {
    const auto second = static_cast<std::int64_t>(mix(3, i) % range);
    const auto nanos = static_cast<std::int64_t>(mix(4, i) % 1'000'000'000);
    const Instant instant =
        from_unix_seconds(unix_seconds(kEarliest) + second) + std::chrono::nanoseconds{nanos};
    for (const Granularity granularity : kGranularities) {
      const Instant start = floor_to(instant, granularity);
      const Instant next = next_bucket(start, granularity);
      ASSERT_LE(start, instant);
      ASSERT_GT(next, instant);
      ASSERT_EQ(floor_to(start, granularity), start);
      ASSERT_EQ(floor_to(next, granularity), next);
      ASSERT_EQ(floor_to(next - std::chrono::nanoseconds{1}, granularity), start);
    }
  }
}

TEST(Window, SharesWhatBothHold) {
  const Window a{at("2026-01-01T00:00:00Z"), at("2026-03-01T00:00:00Z")};
  const Window b{at("2026-02-01T00:00:00Z"), at("2026-04-01T00:00:00Z")};
  EXPECT_EQ(intersect(a, b), (Window{b.from, a.to}));
  EXPECT_EQ(intersect(b, a), intersect(a, b));
  EXPECT_TRUE(intersect(a, {a.to, b.to}).empty());
  EXPECT_TRUE(intersect({a.from, b.from}, {a.to, b.to}).empty());
}

TEST(Window, ListsTheBucketsItTouchesWithoutClipping) {
  const Window window{at("2026-01-31T23:59:59Z"), at("2026-03-01T00:00:00Z")};
  const std::vector<Window> expected{month_of(at("2026-01-05T00:00:00Z")),
                                     month_of(at("2026-02-05T00:00:00Z"))};
  EXPECT_EQ(buckets_touching(window, Granularity::kMonth), expected);
}

TEST(Window, TouchesOneMoreBucketAfterTheBoundary) {
  const Instant midnight = at("2026-03-01T00:00:00Z");
  const Instant from = midnight - std::chrono::days{2};
  EXPECT_EQ(buckets_touching({from, midnight}, Granularity::kDay).size(), 2U);
  const Window beyond{from, midnight + std::chrono::nanoseconds{1}};
  EXPECT_EQ(buckets_touching(beyond, Granularity::kDay).size(), 3U);
}

TEST(Window, TouchesNothingWhenEmpty) {
  const Instant noon = at("2026-03-01T12:00:00Z");
  EXPECT_TRUE(buckets_touching({noon, noon}, Granularity::kDay).empty());
  EXPECT_TRUE(buckets_touching({noon, noon - std::chrono::days{9}}, Granularity::kDay).empty());
}

TEST(Window, CountsPointsBackFromTheLast) {
  const Instant last = at("2026-05-20T12:34:00Z");
  const std::vector<Instant> points = points_before(last, std::chrono::minutes{15}, 3);
  const std::vector<Instant> expected{at("2026-05-20T12:04:00Z"), at("2026-05-20T12:19:00Z"), last};
  EXPECT_EQ(points, expected);
  EXPECT_TRUE(points_before(last, std::chrono::minutes{15}, 0).empty());
}

TEST(Window, KnowsTheMonth) {
  const Window month = month_of(at("2024-02-29T23:59:59Z"));
  EXPECT_EQ(format_rfc3339(month.from), "2024-02-01T00:00:00Z");
  EXPECT_EQ(format_rfc3339(month.to), "2024-03-01T00:00:00Z");
}

TEST(NextBucket, IsAsManyBucketsLaterAsItIsTold) {
  for (const Granularity granularity : kGranularities) {
    const Instant first = floor_to(at("2023-12-31T23:59:59Z"), granularity);
    Instant start = first;
    for (std::int64_t count = 0; count < 30; ++count) {
      EXPECT_EQ(next_bucket(first, granularity, count), start);
      EXPECT_EQ(count_buckets(first, start, granularity), count);
      start = next_bucket(start, granularity);
    }
  }
}

}  // namespace
}  // namespace mockmeter
