// Billing periods: calendar months from the upgrade on, cut where the plan changes.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "tests/providers/neon/asking.h"

namespace mockmeter::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// "2026-05-01T00:00:00Z to 2026-06-01T00:00:00Z", or "... to now".
std::vector<std::string> spans_of(const Json& periods) {
  std::vector<std::string> spans;
  for (const Json& period : periods) {
    spans.push_back(period.at("period_start").get<std::string>() + " to " +
                    period.value("period_end", "now"));
  }
  return spans;
}

// Source: legacy guide, 2026-02-16, the request and its sample.
TEST(NeonPeriods, AreTheCalendarMonthsOfTheGuide) {
  const std::string days = "?from=2024-06-30T00:00:00Z&to=2024-07-02T00:00:00Z&granularity=daily";
  const Json periods = periods_of(days + kOcean, "napi_scale", {.clock = "2024-07-05T00:00:00Z"});
  EXPECT_THAT(spans_of(periods), ElementsAre("2024-06-01T00:00:00Z to 2024-07-01T00:00:00Z",
                                             "2024-07-01T00:00:00Z to now"));
  for (const Json& period : periods) EXPECT_EQ(period["consumption"].size(), 1U);
  EXPECT_NE(periods[0]["period_id"], periods[1]["period_id"]);
}

TEST(NeonPeriods, BeginWithTheUpgrade) {
  const Json periods = periods_of(
      "?from=2025-06-01T00:00:00Z&to=2026-06-01T00:00:00Z&granularity=monthly", "napi_business");
  EXPECT_THAT(spans_of(periods), ElementsAre("2026-05-04T09:30:00Z to now"));
}

TEST(NeonPeriods, AreCutByAChangeOfPlan) {
  const Json periods = periods_of(
      "?from=2026-04-30T00:00:00Z&to=2026-05-20T00:00:00Z&granularity=daily", "napi_enterprise");
  EXPECT_THAT(spans_of(periods), ElementsAre("2026-04-01T00:00:00Z to 2026-05-01T00:00:00Z",
                                             "2026-05-01T00:00:00Z to 2026-05-12T14:20:00Z",
                                             "2026-05-12T14:20:00Z to now"));
}

TEST(NeonPeriods, HoldAMonthEachAndOnlyTheLastIsOpen) {
  const Json periods =
      periods_of("?from=2025-06-01T00:00:00Z&to=2026-06-01T00:00:00Z&granularity=monthly");
  ASSERT_EQ(periods.size(), 12U);
  std::set<std::string> ids;
  for (const Json& period : periods) {
    ids.insert(period["period_id"]);
    ASSERT_EQ(period["consumption"].size(), 1U);
    EXPECT_EQ(period["period_start"], period["consumption"][0]["timeframe_start"]);
    EXPECT_EQ(period.contains("period_end"), &period != &periods.back());
  }
  EXPECT_EQ(ids.size(), 12U);
}

TEST(NeonPeriods, KeepTheirIdsInEveryRangeAndForEveryProject) {
  const std::string range = "?from=2026-04-20T00:00:00Z&to=2026-05-02T00:00:00Z&granularity=daily";
  const Json account = periods_of(range);
  const Json shorter =
      periods_of("?from=2026-04-30T00:00:00Z&to=2026-05-02T00:00:00Z&granularity=daily");
  const Json projects = body_of(ask("projects" + range)).at("projects");
  ASSERT_EQ(account.size(), 2U);
  for (const std::size_t i : {0U, 1U}) EXPECT_EQ(account[i]["period_id"], shorter[i]["period_id"]);
  for (const Json& project : projects) {
    for (const Json& period : project["periods"]) {
      EXPECT_THAT((std::vector{account[0]["period_id"], account[1]["period_id"]}),
                  ::testing::Contains(period["period_id"]));
    }
  }
}

TEST(NeonPeriods, AreNoneWhereNothingWasConsumedYet) {
  EXPECT_THAT(periods_of("?from=2026-06-01T00:00:00Z&to=2026-07-01T00:00:00Z&granularity=daily"),
              IsEmpty());
}

}  // namespace
}  // namespace mockmeter::testing
