// When the points of a QStashStats were taken, and how they write it.

#include <gtest/gtest.h>

#include <set>

#include "tests/providers/upstash/support.h"

namespace mockmeter::testing::upstash {
namespace {

using std::chrono::seconds;

std::size_t fraction_digits(const Json& point) {
  const auto text = point.at("x").get<std::string>();
  const auto dot = text.find('.');
  return dot == std::string::npos ? 0 : text.find(' ', dot) - dot - 1;
}

TEST(UpstashStats, DailyPointsCarryTheTimeOfDayOfTheRequest) {
  Mock mock(make_settings({.clock = "2026-05-20T18:33:05.534505371Z"}));
  const Json series = stats(mock, kPaid, "1h").at("daily_requests");
  for (const Json& point : series) {
    EXPECT_EQ(point.at("x").get<std::string>().substr(10, 12), " 18:33:05.53");
  }
}

TEST(UpstashStats, FractionsOfZeroToNineDigitsOccurWhereTheClockHasNone) {
  Mock mock(make_settings());
  std::set<std::size_t> digits;
  const Json series = stats(mock, kPaid, "30d").at("daily_used");
  for (const Json& point : series) digits.insert(fraction_digits(point));
  EXPECT_EQ(digits, (std::set<std::size_t>{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}));
}

TEST(UpstashStats, NoPointOfAPeriodIsAfterNow) {
  for (const char* clock : {"2026-05-20T12:00:00Z", "2026-05-20T00:00:00Z", "2028-02-29T23:59:59Z",
                            "2026-05-20T12:00:00.000000001Z", "2026-03-01T00:00:00.25Z",
                            "2049-12-31T23:59:59.999999999Z"}) {
    Mock mock(make_settings({.clock = clock}));
    const Instant now = parse_rfc3339(clock).value();
    for (const Expected& expected : kPeriods) {
      const Json body = stats(mock, kPaid, expected.period);
      for (const char* name : {"daily_used", "daily_used_workflow", "daily_bandwidth_used"}) {
        EXPECT_LE(instant_of(body.at(name).back()), now) << clock << ' ' << expected.period;
        EXPECT_LT(now - instant_of(body.at(name).back()), seconds(1)) << clock;
      }
      for (const Json& split : body.at("daily_qstash_messages")) {
        EXPECT_LE(instant_of(split.at("data_points").back()), now) << clock;
      }
    }
  }
}

// Source: stats page, days: "Future days are included to align with other daily metrics arrays".
TEST(UpstashStats, TodayIsNotAfterNowAndOnlyLaterDaysAre) {
  for (const char* clock : {"2026-05-20T12:00:00Z", "2026-05-20T00:00:00Z"}) {
    Mock mock(make_settings({.clock = clock}));
    const Instant now = parse_rfc3339(clock).value();
    const Json days = stats(mock, kPaid, "1h").at("daily_requests");
    for (std::size_t day = 0; day < days.size(); ++day) {
      EXPECT_EQ(instant_of(days[day]) <= now, day < 20) << clock << ' ' << day;
    }
  }
}

TEST(UpstashStats, TimestampsOfThePeriodFollowTheVariant) {
  const char* clock = "2026-05-20T18:33:05.25Z";
  Mock documented(make_settings({.clock = clock}));
  const Json series = stats(documented, kPaid, "1h").at("daily_qstash_messages");
  for (const Json& split : series) {
    for (const Json& point : split.at("data_points")) EXPECT_EQ(fraction_digits(point), 3U);
  }
  Mock millis(
      make_settings({.clock = clock, .variants = {{"upstash.period_timestamps", "millis"}}}));
  const Json body = stats(millis, kPaid, "1h");
  EXPECT_EQ(body.at("daily_used").front().at("x"), "2026-05-20 17:34:00.000 +0000 UTC");
  EXPECT_EQ(body.at("daily_used").back().at("x"), "2026-05-20 18:33:00.000 +0000 UTC");
  EXPECT_EQ(body.at("daily_workflow_messages")[0].at("data_points").back().at("x"),
            "2026-05-20 18:33:00.000 +0000 UTC");
}

}  // namespace
}  // namespace mockmeter::testing::upstash
