// What the clock does to numbers that were told before: a bucket that is over keeps its values, and
// none ever shrinks.

#include <gtest/gtest.h>

#include <chrono>
#include <map>
#include <ostream>
#include <string>

#include "base/text/json_pointer.h"
#include "tests/support/mock_fixture.h"

namespace mockmeter::testing {
namespace {

struct BucketRow {
  const char* name;
  const Headers& credential;
  std::string target;
  const char* buckets;    ///< path, with "*" for every element
  const char* time;       ///< the member of a bucket that says when
  std::size_t precision;  ///< how much of it names the bucket: the rest follows the request
  const char* current;    ///< the first that is not over at noon
  std::size_t least;      ///< how many numbers there are to compare
};

void PrintTo(const BucketRow& row, std::ostream* out) { *out << row.name; }

/// Shares and means may fall.
bool is_count(const std::string& pointer) {
  return pointer.find("average") == pointer.npos && pointer.find("Rate") == pointer.npos;
}

/// The numbers of the response under the time of their bucket and their place: "2026-05-19 #0/y".
std::map<std::string, double> numbers_of(Mock& mock, const BucketRow& row) {
  std::map<std::string, double> numbers;
  std::map<std::string, int> seen;  // several projects have a bucket of one time
  const Json document = body_of(get(mock, row.target, row.credential));
  for (const auto& match : resolve_pattern(document, row.buckets)) {
    const Json& bucket = *match.value;
    const auto time = bucket.at(row.time).get<std::string>().substr(0, row.precision);
    const std::string name = time + " #" + std::to_string(seen[time]++);
    const Json flat = bucket.flatten();
    for (const auto& [pointer, value] : flat.items()) {
      if (value.is_number() && is_count(pointer)) numbers[name + pointer] = value.get<double>();
    }
  }
  return numbers;
}

class AdvancedClock : public ::testing::TestWithParam<BucketRow> {};

TEST_P(AdvancedClock, ShrinksNothingAndLeavesWhatIsOver) {
  Mock mock(make_settings());
  auto before = numbers_of(mock, GetParam());
  for (const int minutes : {1, 7 * 60}) {
    ASSERT_TRUE(mock.advance_clock(std::chrono::minutes(minutes)));
    const auto after = numbers_of(mock, GetParam());
    std::size_t compared = 0;
    for (const auto& [name, value] : after) {
      if (!before.contains(name)) continue;  // a period that slides along
      ++compared;
      EXPECT_GE(value, before[name]) << name;
      if (name < GetParam().current) {
        EXPECT_EQ(value, before[name]) << name;
      }
    }
    EXPECT_GE(compared, GetParam().least);
    before = after;
  }
}

const std::string kHistory = "/api/v2/consumption_history/";
const std::string kOceanDays =
    "?from=2026-05-14T00:00:00Z&to=2026-05-21T00:00:00Z&granularity=daily"
    "&org_id=org-ocean-art-12345678";
const std::string kTodaysHours =
    "?from=2026-05-20T00:00:00Z&to=2026-05-21T00:00:00Z&granularity=hourly";
const std::string kUnitSeconds = "&metrics=compute_unit_seconds&limit=100";
const std::string kHourOfStats = "/v2/qstash/stats/99a4c327-31f0-490f-a594-043ade84085a?period=1h";
const std::string kUsageIn =
    "/v1/developer/usage?sort=timestamp&order=asc&limit=1000&offset=1&timeframe=";

// The points of a month carry the time of day of the request, so that their date alone is theirs.
// The first bucket of a timeframe is cut by its begin, so that the pages leave it out.
INSTANTIATE_TEST_SUITE_P(
    Series, AdvancedClock,
    ::testing::Values(
        BucketRow{"requests", kUpstashKey, kHourOfStats, "/daily_requests/*", "x", 10, "2026-05-20",
                  31},
        BucketRow{"bandwidths", kUpstashKey, kHourOfStats, "/daily_bandwidths/*", "x", 10,
                  "2026-05-20", 31},
        BucketRow{"billings", kUpstashKey, kHourOfStats, "/daily_billings/*", "x", 10, "2026-05-20",
                  31},
        BucketRow{"account", kNeonKey, kHistory + "account" + kOceanDays,
                  "/periods/*/consumption/*", "timeframe_start", 20, "2026-05-20T00", 28},
        BucketRow{"account_hours", kNeonKey, kHistory + "account" + kTodaysHours,
                  "/periods/*/consumption/*", "timeframe_start", 20, "2026-05-20T12", 48},
        BucketRow{"projects", kNeonKey, kHistory + "projects" + kOceanDays,
                  "/projects/*/periods/*/consumption/*", "timeframe_start", 20, "2026-05-20T00",
                  200},
        BucketRow{"projects_v2", kNeonKey, kHistory + "v2/projects" + kOceanDays + kUnitSeconds,
                  "/projects/*/periods/*/consumption/*", "timeframe_start", 20, "2026-05-20T00",
                  50},
        BucketRow{"branches_v2", kNeonKey,
                  kHistory + "v2/branches" + kOceanDays + kUnitSeconds +
                      "&project_ids=tidal-shore-11223301",
                  "/branches/*/periods/*/consumption/*", "timeframe_start", 20, "2026-05-20T00",
                  12},
        BucketRow{"usage", kZkscoreKey, kUsageIn + "30d&granularity=day", "/timeSeries/*",
                  "timestamp", 20, "2026-05-20T00", 100},
        BucketRow{"usage_hours", kZkscoreKey, kUsageIn + "24h&granularity=hour", "/timeSeries/*",
                  "timestamp", 20, "2026-05-20T12", 60}),
    [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace mockmeter::testing
