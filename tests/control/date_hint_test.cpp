#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "server/control/mock.h"
#include "tests/support/mock_fixture.h"

namespace mockmeter::testing {
namespace {

constexpr const char* kAhead160 =
    "the mock's clock stands at 2026-05-20T12:00:00Z; your dates are 160 days ahead of it; use "
    "--clock now or PUT /__admin/clock";

std::string hint_for(const char* query) {
  const Instant now = parse_rfc3339(kDefaultClock).value();
  return date_hint(Query::parse(query).value(), now).value_or("");
}

TEST(DateHint, IsForDatesThatAllLieMoreThanADayAhead) {
  EXPECT_EQ(hint_for("from=2026-10-27T12:00:00Z&to=2026-10-28T12:00:00Z"), kAhead160);
  EXPECT_EQ(hint_for("to=2026-10-28T12%3A00%3A00Z&from=2026-10-27T14%3A00%3A00%2B02%3A00"),
            kAhead160);
  EXPECT_THAT(hint_for("from=2026-05-21T12:00:01Z"), ::testing::HasSubstr("are 1 day ahead"));
  for (const char* query :
       {"", "from=2026-05-21T12:00:00Z", "from=2026-05-19T00:00:00Z&to=2030-01-01T00:00:00Z",
        "from=2026-10-27", "from=tomorrow&to=20260000-10-28T12:00:00Z", "limit=10"}) {
    EXPECT_EQ(hint_for(query), "") << query;
  }
  EXPECT_NE(hint_for("from=9999-12-31T23:59:59Z"), "");
  EXPECT_THAT(hint_for("start_time=1798761600&limit=7"), ::testing::HasSubstr("are 225 days ahead"))
      << "unix seconds";
  for (const char* query : {"start_time=1779278400", "start_time=-179876160", "id=17987616001"}) {
    EXPECT_EQ(hint_for(query), "") << query;
  }
}

TEST(DateHint, GoesWithResponsesAndRefusalsAlike) {
  Mock mock(make_settings());
  const auto hint_of = [&](const std::string& granularity) {
    const Response response =
        get(mock,
            "/api/v2/consumption_history/account?from=2026-10-27T12:00:00Z&to=2026-10-28T12:00:00Z"
            "&granularity=" +
                granularity,
            bearer("napi_scale"));
    return std::string(response.headers.get("X-Mockmeter-Hint").value_or("none"));
  };
  EXPECT_EQ(hint_of("daily"), kAhead160);
  EXPECT_EQ(hint_of("yearly"), kAhead160) << "a 400";
  EXPECT_EQ(get(mock,
                "/api/v2/consumption_history/account?from=2026-05-19T00:00:00Z"
                "&to=2026-05-20T00:00:00Z&granularity=daily",
                bearer("napi_scale"))
                .headers.count("X-Mockmeter-Hint"),
            0U);
}

}  // namespace
}  // namespace mockmeter::testing
