// Each sentence that can be read in two ways, read in both.

#include <gtest/gtest.h>

#include <string>

#include "tests/providers/zkscore/support.h"

namespace mockmeter::zkscore {
namespace {

Mock mock_with(const char* variant, const char* value,
               std::string_view clock = testing::kDefaultClock) {
  return Mock(make_settings({.clock = std::string(clock), .variants = Json{{variant, value}}}));
}

std::size_t count_points(Mock& mock, const std::string& query) {
  return usage_of(mock, query + "&limit=1000")["timeSeries"].size();
}

TEST(ZkscoreVariants, AWindowRollsOrBeginsWithAWholeBucket) {
  Mock rolling = mock_with("zkscore.window", "rolling", "2026-05-20T12:34:56Z");
  EXPECT_EQ(count_points(rolling, "?timeframe=24h"), 25U);
  EXPECT_EQ(count_points(rolling, "?timeframe=1h&granularity=minute"), 61U);
  Mock aligned = mock_with("zkscore.window", "aligned", "2026-05-20T12:34:56Z");
  EXPECT_EQ(count_points(aligned, "?timeframe=24h"), 24U);
  EXPECT_EQ(count_points(aligned, "?timeframe=1h&granularity=minute"), 60U);
  EXPECT_EQ(count_points(aligned, "?timeframe=7d&granularity=day"), 7U);
  EXPECT_EQ(count_points(aligned, "?timeframe=1h&granularity=day"), 1U) << "none begins in it";
  const Json body = usage_of(aligned, "?sort=timestamp&order=asc");
  EXPECT_EQ(body["timeSeries"][0]["timestamp"], "2026-05-19T13:00:00Z");
  EXPECT_EQ(sum_of(body["timeSeries"], "requests"), body["usage"]["totalRequests"]);
}

TEST(ZkscoreVariants, AnAlignedClockMakesNoDifferenceToWindows) {
  Mock rolling(make_settings());
  Mock aligned = mock_with("zkscore.window", "aligned");
  EXPECT_EQ(usage_of(rolling, ""), usage_of(aligned, ""));
}

TEST(ZkscoreVariants, ExcludedPartsAreOmittedOrNull) {
  constexpr const char* kNothing =
      "?includeBreakdown=false&includeErrors=false&includeLatency=false";
  Mock omitting(make_settings());
  const Json without = usage_of(omitting, kNothing);
  EXPECT_FALSE(without.contains("breakdown") || without.contains("errors"));
  Mock nulling = mock_with("zkscore.excluded_parts", "null");
  const Json nulls = usage_of(nulling, kNothing);
  for (const char* part : {"/breakdown", "/errors", "/usage/averageLatency", "/usage/peakLatency",
                           "/timeSeries/0/averageLatency", "/timeSeries/0/peakLatency"}) {
    EXPECT_TRUE(nulls.at(Json::json_pointer(part)).is_null()) << part;
  }
  const Json parts = usage_of(nulling, "?includeLatency=false")["breakdown"];
  EXPECT_TRUE(parts["byKey"][0]["averageLatency"].is_null());
  EXPECT_EQ(usage_of(nulling, ""), usage_of(omitting, "")) << "what is included is the same";
}

struct BadValue {
  const char* query;
  const char* means;
};
constexpr BadValue kCorrections[] = {
    {"?limit=0", "?limit=1"},
    {"?limit=1001", "?limit=1000"},
    {"?limit=many", "?limit=100"},
    {"?offset=-1", "?offset=0"},
    {"?sort=name", "?sort=requests"},
    {"?order=up", "?order=desc"},
    {"?sortBy=name", ""},
    {"?includeErrors=0", "?includeErrors=true"},
    {"?includeLatency=", ""},
};

TEST(ZkscoreVariants, BadValuesAreRefusedOrCorrected) {
  Mock strict(make_settings());
  Mock lenient = mock_with("zkscore.bad_values", "corrected");
  for (const BadValue& bad : kCorrections) {
    EXPECT_EQ(ask_usage(strict, bad.query).status, 400) << bad.query;
    EXPECT_EQ(usage_of(lenient, bad.query), usage_of(lenient, bad.means)) << bad.query;
  }
  EXPECT_EQ(ask_usage(lenient, "?timeframe=2h").status, 400) << "the page has an error for it";
  EXPECT_EQ(ask_usage(lenient, "?granularity=year").status, 400);
  const Response keys =
      testing::get(lenient, "/v1/developer/keys?limit=101", bearer("zk_test_professional"));
  EXPECT_EQ(body_of(keys)["pagination"]["limit"], 100);
}

TEST(ZkscoreVariants, AVeryLongSeriesIsServedOrRefused) {
  constexpr const char* kAllMinutes = "?timeframe=all&granularity=minute";
  Mock serving(make_settings());
  EXPECT_EQ(usage_of(serving, kAllMinutes)["pagination"]["total"], 726'480);
  Mock refusing = mock_with("zkscore.point_limit", "400");
  const Response refusal = ask_usage(refusing, kAllMinutes);
  EXPECT_EQ(refusal.status, 400);
  EXPECT_NE(refusal.body.find("Too many data points"), std::string::npos) << refusal.body;
  EXPECT_EQ(ask_usage(refusing, "?timeframe=7d&granularity=minute").status, 200);
  EXPECT_EQ(ask_usage(refusing, "?timeframe=all&granularity=hour").status, 400);
}

}  // namespace
}  // namespace mockmeter::zkscore
