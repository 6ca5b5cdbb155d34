// Faults that keep a response well-formed and change what it means.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/control/faults/spoilt.h"

namespace mockmeter::testing {
namespace {

TEST(FaultMeaning, MissingAndDuplicateBucket) {
  for (const SpoiltSeries& target : kSeries) {
    const Json plain = buckets_of("", target);
    const std::size_t middle = plain.size() / 2;
    const Json missing = buckets_of("missing-bucket", target);
    ASSERT_EQ(missing.size(), plain.size() - 1) << target.pointer;
    EXPECT_EQ(missing[middle - 1], plain[middle - 1]);
    EXPECT_EQ(missing[middle], plain[middle + 1]);
    const Json twice = buckets_of("duplicate-bucket", target);
    ASSERT_EQ(twice.size(), plain.size() + 1) << target.pointer;
    EXPECT_EQ(twice[middle], plain[middle]);
    EXPECT_EQ(twice[middle + 1], plain[middle]);
    EXPECT_EQ(twice.back(), plain.back());
  }
}

TEST(FaultMeaning, UnsortedSwapsTheEnds) {
  for (const SpoiltSeries& target : kSeries) {
    const Json plain = buckets_of("", target);
    const Json spoilt = buckets_of("unsorted", target);
    ASSERT_EQ(spoilt.size(), plain.size());
    EXPECT_EQ(spoilt.front(), plain.back()) << target.pointer;
    EXPECT_EQ(spoilt.back(), plain.front()) << target.pointer;
    EXPECT_EQ(spoilt[1], plain[1]);
  }
}

TEST(FaultMeaning, LateDataEmptiesWhatBeganSince) {
  const SpoiltSeries& hours = kSeries[3];
  const Json plain = buckets_of("", hours);
  const Json late = buckets_of("late-data=2h", hours);
  ASSERT_EQ(late.size(), 12U) << "hours of the day up to noon";
  EXPECT_EQ(late[9], plain[9]);
  for (const std::size_t i : {10U, 11U}) {
    EXPECT_EQ(late[i]["timeframe_start"], plain[i]["timeframe_start"]);
    EXPECT_EQ(late[i]["active_time_seconds"], 0);
    EXPECT_NE(plain[i]["active_time_seconds"], 0);
  }
  // A point counts what came before it: that of 11:00 began at 10:57 with 3 minutes a point.
  const Json points = buckets_of("late-data=1h", kSeries[0]);
  const Json in_time = buckets_of("", kSeries[0]);
  for (std::size_t i = 0; i < points.size(); ++i) {
    const auto x = points[i]["x"].get<std::string>();
    if (x < "2026-05-20 11:02") {
      EXPECT_EQ(points[i], in_time[i]) << x;
    } else {
      EXPECT_EQ(points[i]["y"], 0) << x;
    }
  }
  EXPECT_EQ(buckets_of("late-data=2h", kSeries[1]), buckets_of("", kSeries[1]))
      << "no day began within two hours";
}

TEST(FaultMeaning, CounterResetCountsFromTheMiddle) {
  for (const SpoiltSeries& target : kSeries) {
    const Json plain = buckets_of("", target);
    const Json spoilt = buckets_of("counter-reset", target);
    const std::size_t middle = plain.size() / 2;
    EXPECT_EQ(spoilt[middle - 1], plain[middle - 1]) << target.pointer;
    EXPECT_NE(spoilt[middle], plain[middle]) << target.pointer;
    EXPECT_EQ(spoilt[middle][target.stamp], plain[middle][target.stamp]);
  }
  const Json levels = buckets_of("counter-reset", kSeries[3]);
  const Json before = buckets_of("", kSeries[3]);
  constexpr const char* kLevel = "synthetic_storage_size_bytes";
  EXPECT_EQ(levels[6][kLevel], 0);
  EXPECT_EQ(levels[9][kLevel].get<std::int64_t>(),
            before[9][kLevel].get<std::int64_t>() - before[6][kLevel].get<std::int64_t>());
  const Json metrics = buckets_of("counter-reset", kSeries[5])[3]["metrics"];
  for (const Json& metric : metrics) EXPECT_EQ(metric["value"], 0) << metric;
}

TEST(FaultMeaning, StuckCursorLeadsBackToItsOwnPage) {
  const std::string first = json("", kProjectPage)["pagination"]["cursor"];
  const std::string second = std::string(kProjectPage) + "&cursor=" + first;
  EXPECT_NE(json("", second)["pagination"]["cursor"], first);
  EXPECT_EQ(json("stuck-cursor", second)["pagination"]["cursor"], first);
  EXPECT_EQ(json("stuck-cursor", kProjectPage), json("", kProjectPage)) << "no cursor to stick to";
  const std::string last = "/v1/developer/keys?offset=0&limit=100";
  EXPECT_EQ(json("", last)["pagination"]["hasMore"], false);
  EXPECT_EQ(json("stuck-cursor", last)["pagination"]["hasMore"], true);
}

TEST(FaultMeaning, ACursorSticksWithoutBeingSpentOnTheFirstPage) {
  Mock mock(make_settings());
  mock.add_faults({parse_fault("stuck-cursor,times=1")});
  const Headers& key = kNeonKey;
  const std::string first = body_of(get(mock, kProjectPage, key))["pagination"]["cursor"];
  const std::string second = std::string(kProjectPage) + "&cursor=" + first;
  EXPECT_EQ(body_of(get(mock, second, key))["pagination"]["cursor"], first);
  EXPECT_NE(body_of(get(mock, second, key))["pagination"]["cursor"], first);
}

}  // namespace
}  // namespace mockmeter::testing
