#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <set>
#include <vector>

#include "tests/providers/zkscore/support.h"

namespace mockmeter::zkscore {
namespace {

TEST(Usage, AnswersTheDefaultsOfThePage) {
  Mock mock(make_settings());
  const Json body = usage_of(mock, "");
  EXPECT_EQ(body, usage_of(mock,
                           "?timeframe=24h&granularity=hour&includeBreakdown=true"
                           "&includeErrors=true&includeLatency=true&sort=requests&order=desc"
                           "&limit=100&offset=0"));
  EXPECT_EQ(body["timeSeries"].size(), 24U);
  EXPECT_EQ(body["pagination"].dump(), R"({"total":24,"limit":100,"offset":0,"hasMore":false})");
  EXPECT_EQ(body["timestamp"], "2026-05-20T12:00:00Z");
}

TEST(Usage, MembersComeInTheOrderOfThePage) {
  Mock mock(make_settings());
  const Json body = usage_of(mock, "");
  std::vector<std::string> names;
  for (const auto& item : body.items()) names.push_back(item.key());
  EXPECT_THAT(names, ::testing::ElementsAre("success", "usage", "timeSeries", "breakdown", "errors",
                                            "rateLimits", "alerts", "pagination", "timestamp"));
}

TEST(Usage, BodyIsCompactJsonAsTheLibraryWritesIt) {
  Mock mock(make_settings());
  for (const char* query : {"", "?timeframe=1y&granularity=week&includeLatency=false"}) {
    const Response response = ask_usage(mock, query);
    EXPECT_EQ(response.body, Json::parse(response.body).dump());
  }
}

struct Count {
  const char* timeframe;
  std::size_t minute, hour, day, week, month;
};

// Wednesday 2026-05-20T12:00:00Z: aligned buckets give one more where the edge cuts one in two.
constexpr Count kCounts[] = {
    {"1h", 60, 1, 1, 1, 1},
    {"24h", 1440, 24, 2, 1, 1},
    {"7d", 10'080, 168, 8, 2, 1},
    {"30d", 43'200, 720, 31, 5, 2},
    {"90d", 129'600, 2160, 91, 14, 4},
    {"1y", 525'600, 8760, 366, 53, 13},
    {"all", 726'480, 12'108, 505, 73, 17},
};

TEST(Usage, AnswersAllPairsOfTimeframeAndGranularity) {
  Mock mock(make_settings());
  for (const Count& count : kCounts) {
    const std::pair<const char*, std::size_t> pairs[] = {{"minute", count.minute},
                                                         {"hour", count.hour},
                                                         {"day", count.day},
                                                         {"week", count.week},
                                                         {"month", count.month}};
    for (const auto& [granularity, total] : pairs) {
      const std::string query = std::string("?timeframe=") + count.timeframe +
                                "&granularity=" + granularity + "&limit=1000";
      const Json body = usage_of(mock, query);
      EXPECT_EQ(body["pagination"]["total"], total) << query;
      EXPECT_EQ(body["timeSeries"].size(), std::min<std::size_t>(total, 1000)) << query;
    }
  }
}

TEST(Usage, AllBeginsOnTheAccountsFirstDay) {
  Mock mock(make_settings());
  const Json body = usage_of(mock, "?timeframe=all&granularity=month&sort=timestamp&order=asc");
  EXPECT_EQ(body["timeSeries"][0]["timestamp"], "2025-01-01T00:00:00Z");
}

TEST(Usage, EdgeBucketsAreClippedToTheWindow) {
  Mock mock(make_settings({.clock = "2026-05-20T12:30:30Z"}));
  const Json hours = usage_of(mock, "?timeframe=1h&sort=timestamp&order=asc");
  ASSERT_EQ(hours["timeSeries"].size(), 2U);
  EXPECT_EQ(hours["timeSeries"][0]["timestamp"], "2026-05-20T11:30:30Z");
  EXPECT_EQ(hours["timeSeries"][1]["timestamp"], "2026-05-20T12:00:00Z");
  EXPECT_EQ(usage_of(mock, "?timeframe=1h&granularity=minute")["timeSeries"].size(), 61U);
}

TEST(Usage, CurrentBucketGrowsWithTheClock) {
  std::int64_t before = 0;
  for (const char* clock :
       {"2026-05-20T12:10:00Z", "2026-05-20T12:20:00Z", "2026-05-20T12:59:59Z"}) {
    Mock mock(make_settings({.clock = clock}));
    const auto requests = usage_of(mock, "?sort=timestamp")["timeSeries"][0]["requests"];
    EXPECT_GT(requests.get<std::int64_t>(), before) << clock;
    before = requests.get<std::int64_t>();
  }
}

/// The order of the whole series, one page at a time.
std::vector<Json> all_pages(Mock& mock, const std::string& query, int limit) {
  std::vector<Json> points;
  for (;;) {
    const Json body = usage_of(mock, query + "&limit=" + std::to_string(limit) +
                                         "&offset=" + std::to_string(points.size()));
    points.insert(points.end(), body["timeSeries"].begin(), body["timeSeries"].end());
    if (!body["pagination"]["hasMore"].get<bool>()) return points;
  }
}

TEST(Usage, SortsByEveryFieldBothWaysWithTiesByTime) {
  Mock mock(make_settings());
  const std::map<std::string, const char*> fields{{"requests", "requests"},
                                                  {"errors", "failedRequests"},
                                                  {"latency", "averageLatency"},
                                                  {"timestamp", "timestamp"}};
  for (const auto& [sort, field] : fields) {
    for (const bool descending : {true, false}) {
      const auto points = all_pages(
          mock, "?granularity=minute&sort=" + sort + (descending ? "&order=desc" : "&order=asc"),
          333);
      ASSERT_EQ(points.size(), 1440U);
      for (std::size_t i = 1; i < points.size(); ++i) {
        const Json& a = points[i - 1];
        const Json& b = points[i];
        if (a[field] == b[field]) {
          EXPECT_LT(a["timestamp"], b["timestamp"]) << sort;
        } else {
          EXPECT_EQ(descending, a[field] > b[field]) << sort << " at " << i;
        }
      }
    }
  }
}

TEST(Usage, BothSortPairsMeanTheSame) {
  Mock mock(make_settings());
  const Json first = usage_of(mock, "?sort=latency&order=asc");
  EXPECT_EQ(first, usage_of(mock, "?sortBy=latency&sortOrder=asc"));
  EXPECT_EQ(first, usage_of(mock, "?sort=latency&sortBy=latency&order=asc&sortOrder=asc"));
}

TEST(Usage, FlagsRemoveTheirParts) {
  Mock mock(make_settings());
  EXPECT_FALSE(usage_of(mock, "?includeBreakdown=false").contains("breakdown"));
  EXPECT_FALSE(usage_of(mock, "?includeErrors=false").contains("errors"));
  const std::string without = ask_usage(mock, "?includeLatency=false").body;
  EXPECT_EQ(without.find("averageLatency"), std::string::npos);
  EXPECT_EQ(without.find("peakLatency"), std::string::npos);
}

TEST(Usage, OffsetBeyondTheEndGivesAnEmptyPage) {
  Mock mock(make_settings());
  const Json body = usage_of(mock, "?offset=9007199254740992");
  EXPECT_TRUE(body["timeSeries"].empty());
  EXPECT_EQ(body["pagination"]["hasMore"], false);
  EXPECT_EQ(body["pagination"]["total"], 24);
}

TEST(Usage, KeyIdNarrowsEveryNumber) {
  Mock mock(make_settings());
  const Json all = usage_of(mock, "");
  const Json one = usage_of(mock, "?keyId=key_pro_mobile");
  EXPECT_LT(one["usage"]["totalRequests"], all["usage"]["totalRequests"]);
  EXPECT_EQ(one["breakdown"]["byKey"].size(), 1U);
  EXPECT_EQ(sum_of(one["timeSeries"], "requests"), one["usage"]["totalRequests"]);
  EXPECT_EQ(one["rateLimits"]["usage"]["requestsPerDay"], one["usage"]["totalRequests"]);
}

TEST(Usage, LimitsAreThoseOfTheTierOrOfTheKeyAskedFor) {
  Mock mock(make_settings());
  const auto limits = [&](const char* query, const char* key) {
    return usage_of(mock, query, key)["rateLimits"]["current"].dump();
  };
  EXPECT_EQ(limits("", "zk_test_free"),
            R"({"requestsPerMinute":60,"requestsPerHour":1000,"requestsPerDay":10000})");
  EXPECT_EQ(limits("", "zk_test_enterprise"),
            R"({"requestsPerMinute":6000,"requestsPerHour":300000,"requestsPerDay":5000000})");
  EXPECT_EQ(limits("?keyId=key_pro_staging", "zk_test_professional"),
            R"({"requestsPerMinute":300,"requestsPerHour":10000,"requestsPerDay":100000})");
}

TEST(Usage, UtilizationIsUsageOverTheLimit) {
  Mock mock(make_settings());
  const Json limits = usage_of(mock, "", "zk_test_free")["rateLimits"];
  const double day = limits["usage"]["requestsPerDay"].get<double>();
  EXPECT_DOUBLE_EQ(limits["utilization"]["requestsPerDay"].get<double>(), day / 100);
}

TEST(Usage, QuietKeyHasTrafficInThirtyDaysButNotInTheLastHour) {
  Mock mock(make_settings());
  EXPECT_EQ(ask_usage(mock, "?timeframe=1h", "zk_test_quiet").status, 404);
  EXPECT_GT(usage_of(mock, "?timeframe=30d", "zk_test_quiet")["usage"]["totalRequests"], 0);
}

TEST(Usage, RevokedKeyHasNoTrafficAfterItsEnd) {
  Mock mock(make_settings());
  EXPECT_EQ(ask_usage(mock, "?keyId=key_pro_revoked&timeframe=30d").status, 404);
  EXPECT_GT(usage_of(mock, "?keyId=key_pro_revoked&timeframe=90d")["usage"]["totalRequests"], 0);
}

TEST(Usage, DefaultWorldShowsEveryAlertOnce) {
  Mock mock(make_settings());
  std::map<std::string, std::set<std::string>> seen;
  for (const char* key :
       {"zk_test_free", "zk_test_starter", "zk_test_professional", "zk_test_enterprise"}) {
    const Json body = usage_of(mock, "", key);
    for (const Json& alert : body["alerts"]) seen[alert["type"].get<std::string>()].insert(key);
  }
  EXPECT_EQ(seen,
            (std::map<std::string, std::set<std::string>>{{"rate_limit", {"zk_test_free"}},
                                                          {"error_rate", {"zk_test_starter"}},
                                                          {"key_expiry", {"zk_test_professional"}},
                                                          {"latency", {"zk_test_enterprise"}}}));
}

TEST(Usage, ExpiryAlertBeginsSevenDaysBefore) {
  const std::pair<const char*, std::size_t> cases[] = {{"2026-05-16T23:59:59Z", 0},
                                                       {"2026-05-17T00:00:00Z", 1},
                                                       {"2026-05-23T23:59:59Z", 1},
                                                       {"2026-05-24T00:00:00Z", 0}};
  for (const auto& [clock, alerts] : cases) {
    Mock mock(make_settings({.clock = clock}));
    EXPECT_EQ(usage_of(mock, "?keyId=key_pro_staging")["alerts"].size(), alerts) << clock;
  }
}

}  // namespace
}  // namespace mockmeter::zkscore
