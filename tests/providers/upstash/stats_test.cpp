// What the numbers of a QStashStats keep, whatever the clock, the period and the user.

#include <gtest/gtest.h>

#include <numeric>
#include <set>

#include "base/time/instant.h"
#include "server/metering/hash.h"
#include "server/metering/window.h"
#include "tests/providers/upstash/support.h"

namespace mockmeter::testing::upstash {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;

std::int64_t sum(const Json& points) {
  return std::accumulate(points.begin(), points.end(), std::int64_t{0},
                         [](std::int64_t total, const Json& point) {
                           return total + point.at("y").get<std::int64_t>();
                         });
}

TEST(UpstashStats, EveryPeriodHasItsPointsAtItsInterval) {
  Mock mock(make_settings({.clock = "2026-05-20T12:34:56.789Z"}));
  for (const Expected& expected : kPeriods) {
    const Json body = stats(mock, kPaid, expected.period);
    for (const char* name : {"daily_used", "daily_used_workflow", "daily_bandwidth_used"}) {
      const Json& points = body.at(name);
      ASSERT_EQ(points.size(), expected.points) << expected.period << ' ' << name;
      for (std::size_t k = 1; k < points.size(); ++k) {
        const auto step = std::chrono::floor<seconds>(instant_of(points[k])) -
                          std::chrono::floor<seconds>(instant_of(points[k - 1]));
        ASSERT_EQ(step, expected.interval) << expected.period << ' ' << name << ' ' << k;
      }
    }
  }
}

TEST(UpstashStats, DefaultPeriodIsOneHour) {
  Mock mock(make_settings());
  EXPECT_EQ(get(mock, path("stats", kPaid), kUpstashKey).body,
            get(mock, path("stats", kPaid, "?period=1h"), kUpstashKey).body);
}

TEST(UpstashStats, AnyOtherPeriodIsRefused) {
  Mock mock(make_settings());
  for (const char* rest : {"?period=", "?period", "?period=1H", "?period=5m", "?period=%201h",
                           "?period=1h+", "?period=99999999999999999999", "?period=1h&period=1h",
                           "?period=1h&period=7d", "?period=0", "?period=-1h", "?period=30D"}) {
    const Response response = get(mock, path("stats", kPaid, rest), kUpstashKey);
    EXPECT_EQ(response.status, 400) << rest;
    EXPECT_TRUE(body_of(response).is_string()) << rest;
  }
}

TEST(UpstashStats, ThirtyDaysFollowTheVariant) {
  Mock mock(make_settings({.variants = {{"upstash.period_30d", "observed"}}}));
  EXPECT_EQ(get(mock, path("stats", kPaid, "?period=30d"), kUpstashKey).status, 400);
  EXPECT_EQ(get(mock, path("stats", kPaid, "?period=7d"), kUpstashKey).status, 200);
}

TEST(UpstashStats, MonthNamesEveryDayAndIsIndexedByIt) {
  const struct {
    const char* clock;
    std::size_t days;
    const char* first;
  } cases[] = {{"2026-05-20T12:00:00Z", 31, "Friday"},
               {"2026-02-01T00:00:00Z", 28, "Sunday"},
               {"2028-02-29T23:59:59.999999999Z", 29, "Tuesday"},
               {"2026-06-30T23:59:59Z", 30, "Monday"},
               {"2025-10-31T11:33:05Z", 31, "Wednesday"}};
  for (const auto& [clock, days, first] : cases) {
    Mock mock(make_settings({.clock = clock}));
    const Json body = stats(mock, kPaid, "1h");
    EXPECT_EQ(body.at("days").size(), days) << clock;
    EXPECT_EQ(body.at("days").front(), first) << clock;
    for (const char* name : {"daily_requests", "daily_billings", "daily_bandwidths"}) {
      ASSERT_EQ(body.at(name).size(), days) << clock << ' ' << name;
      for (std::size_t day = 0; day < days; ++day) {
        const auto date = body.at(name)[day].at("x").get<std::string>().substr(0, 10);
        EXPECT_EQ(date.substr(0, 8), std::string(clock).substr(0, 8));
        EXPECT_EQ(std::stoul(date.substr(8)), day + 1);
      }
    }
  }
}

void expect_parts_of(const Json& splits, const Json& whole) {
  ASSERT_GE(splits.size(), 2U);
  for (std::size_t k = 0; k < whole.size(); ++k) {
    std::int64_t total = 0;
    for (const Json& split : splits) {
      total += split.at("data_points")[k].at("y").get<std::int64_t>();
    }
    ASSERT_EQ(total, whole[k].at("y").get<std::int64_t>()) << k;
  }
}

TEST(UpstashStats, MessagesByIdAddUpToTheTotals) {
  Mock mock(make_settings());
  for (const Expected& expected : kPeriods) {
    const Json body = stats(mock, kPaid, expected.period);
    expect_parts_of(body.at("daily_qstash_messages"), body.at("daily_used"));
    expect_parts_of(body.at("daily_workflow_messages"), body.at("daily_used_workflow"));
  }
}

TEST(UpstashStats, FreeAccountSleepsAtNight) {
  Mock mock(make_settings({.clock = "2026-05-20T05:00:00Z"}));
  EXPECT_EQ(sum(stats(mock, kFree, "3h").at("daily_used")), 0);
  EXPECT_GT(sum(stats(mock, kFree, "1d").at("daily_used")), 0);
}

TEST(UpstashStats, BytesComeWithRequestsAlone) {
  for (const std::string_view id : {kPaid, kFree}) {
    Mock mock(make_settings());
    for (const Expected& expected : kPeriods) {
      const Json body = stats(mock, id, expected.period);
      const Json& requests = body.at("daily_used");
      for (std::size_t k = 0; k < requests.size(); ++k) {
        EXPECT_EQ(requests[k].at("y") == 0, body.at("daily_bandwidth_used")[k].at("y") == 0)
            << id << ' ' << expected.period << ' ' << k;
      }
    }
    const Json month = stats(mock, id, "1h");
    for (std::size_t day = 0; day < 31; ++day) {
      EXPECT_EQ(month.at("daily_requests")[day].at("y") == 0,
                month.at("daily_bandwidths")[day].at("y") == 0);
    }
  }
}

TEST(UpstashStats, NewestPointCountsUntilItsMinuteOrItsSecond) {
  const char* clock = "2026-05-20T12:00:59Z";
  Mock minute(make_settings({.clock = clock}));
  Mock second(
      make_settings({.clock = clock, .variants = {{"upstash.newest_point", "to_the_second"}}}));
  const Json to_the_minute = stats(minute, kPaid, "7d");
  const Json to_the_second = stats(second, kPaid, "7d");
  EXPECT_GT(to_the_second.at("daily_requests")[19].at("y"),
            to_the_minute.at("daily_requests")[19].at("y"));
  EXPECT_EQ(to_the_second.at("daily_used").back().at("x"),
            to_the_minute.at("daily_used").back().at("x"));
  expect_parts_of(to_the_second.at("daily_qstash_messages"), to_the_second.at("daily_used"));
}

// The clock is a multiple of 3 h, so that no interval crosses midnight.
TEST(UpstashStats, PointsOfThirtyDaysAddUpToTheDays) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    Mock mock(make_settings({.seed = seed}));
    const Json body = stats(mock, kFree, "30d");
    std::vector<std::int64_t> by_day(32);
    for (const Json& point : body.at("daily_used")) {
      const Instant last_second = std::chrono::ceil<minutes>(instant_of(point)) - seconds(1);
      const Window month = month_of(parse_rfc3339(kDefaultClock).value());
      if (last_second < month.from) continue;
      const auto day = std::chrono::floor<std::chrono::days>(last_second - month.from).count();
      by_day.at(static_cast<std::size_t>(day)) += point.at("y").get<std::int64_t>();
    }
    for (std::size_t day = 0; day < 31; ++day) {
      EXPECT_EQ(body.at("daily_requests")[day].at("y"), by_day[day]) << day;
    }
    EXPECT_EQ(by_day[20], 0) << "the future";
    EXPECT_GT(by_day[19], 0) << "today so far";
  }
}

TEST(UpstashStats, LongerPeriodsHoldTheShorterOnes) {
  const std::uint64_t kSeed = 7;
  for (int i = 0; i < 50; ++i) {
    const auto offset =
        static_cast<std::int64_t>(mix(kSeed, static_cast<std::uint64_t>(i)) % (300 * 86400));
    const Instant now = parse_rfc3339("2026-01-01T00:00:00Z").value() + seconds(offset);
    Mock mock(make_settings({.clock = format_rfc3339(now), .seed = kSeed}));
    const Json hour = stats(mock, kPaid, "1h").at("daily_used");
    const Json three = stats(mock, kPaid, "3h").at("daily_used");
    const Json twelve = stats(mock, kPaid, "12h").at("daily_used");
    const auto tail_sum = [](const Json& points, std::ptrdiff_t count) {
      return sum(Json(std::vector<Json>(points.end() - count, points.end())));
    };
    EXPECT_EQ(sum(hour), tail_sum(three, 20)) << now.time_since_epoch().count();
    EXPECT_EQ(sum(three), tail_sum(twelve, 15)) << now.time_since_epoch().count();
  }
}

TEST(UpstashStats, MonthDoesNotDependOnThePeriod) {
  Mock mock(make_settings());
  const Json hour = stats(mock, kPaid, "1h");
  const Json week = stats(mock, kPaid, "7d");
  for (const char* name : {"days", "daily_requests", "daily_billings", "daily_bandwidths",
                           "dlq_message_count", "total_monthly_billing"}) {
    EXPECT_EQ(hour.at(name), week.at(name)) << name;
  }
}

TEST(UpstashStats, BodyIsCompactJsonInDocumentedOrder) {
  Mock mock(make_settings());
  for (const std::string_view id : {kPaid, kFree}) {
    const Response response = get(mock, path("stats", id, "?period=7d"), kUpstashKey);
    EXPECT_EQ(body_of(response).dump(), response.body);
  }
}

TEST(UpstashStats, TodayGrowsWithTheClock) {
  Mock early(make_settings({.clock = "2026-05-20T12:00:00Z"}));
  Mock late(make_settings({.clock = "2026-05-20T16:00:00Z"}));
  const Json before = stats(early, kPaid, "1h").at("daily_requests");
  const Json after = stats(late, kPaid, "1h").at("daily_requests");
  EXPECT_EQ(before[18].at("y"), after[18].at("y"));
  EXPECT_LT(before[19].at("y").get<std::int64_t>(), after[19].at("y").get<std::int64_t>());
}

TEST(UpstashStats, DeletedUserHasNoTrafficAfterItsEnd) {
  Mock mock(make_settings({.world = "states"}));  // deleted on 2026-05-14
  const Json body = stats(mock, "5e0c0006-7d1a-4c3b-9e2f-1a2b3c4d5e06", "3d");
  EXPECT_EQ(sum(body.at("daily_used")), 0);
  EXPECT_GT(body.at("daily_requests")[12].at("y").get<std::int64_t>(), 0);
}

}  // namespace
}  // namespace mockmeter::testing::upstash
