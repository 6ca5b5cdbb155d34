// Numbers that tell fields, hours and keys apart: a client that reads the wrong one is seen.

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>

#include "tests/providers/zkscore/support.h"

namespace mockmeter::zkscore {
namespace {

constexpr const char* kBusyKeys[] = {"zk_test_free", "zk_test_starter", "zk_test_professional",
                                     "zk_test_enterprise"};
constexpr const char* kWeek = "?timeframe=7d&granularity=hour&limit=1000";

/// How many values of `member` differ, in a list of objects.
std::size_t distinct(const Json& list, const char* member) {
  std::set<std::string> values;
  for (const Json& each : list) values.insert(each.at(member).dump());
  return values.size();
}

std::size_t same_rows(const Json& left, const Json& right) {
  std::size_t same = 0;
  for (std::size_t i = 0; i < left.size(); ++i) same += left[i] == right[i] ? 1 : 0;
  return same;
}

class Variety : public ::testing::TestWithParam<int> {
 protected:
  Mock mock{make_settings({.seed = static_cast<std::uint64_t>(GetParam())})};
};

TEST_P(Variety, HoursDifferInEveryMember) {
  for (const char* key : kBusyKeys) {
    const Json series = usage_of(mock, kWeek, key)["timeSeries"];
    ASSERT_EQ(series.size(), 168U);
    EXPECT_GE(distinct(series, "peakLatency"), 100U) << key;
    EXPECT_GE(distinct(series, "averageLatency"), 140U) << key;
    EXPECT_GE(distinct(series, "dataTransferred"), 160U) << key;
  }
  EXPECT_GE(distinct(usage_of(mock, kWeek)["timeSeries"], "failedRequests"), 60U);
}

TEST_P(Variety, PeaksAreNoFixedMultipleOfAverages) {
  for (const char* key : kBusyKeys) {
    double least = 1e9;
    double most = 0;
    const Json body = usage_of(mock, kWeek, key);
    for (const Json& hour : body["timeSeries"]) {
      if (hour["requests"] < 50) continue;
      const double ratio = hour["peakLatency"].get<double>() / hour["averageLatency"].get<double>();
      least = std::min(least, ratio);
      most = std::max(most, ratio);
    }
    EXPECT_GT(most, 2 * least) << key;
  }
}

TEST_P(Variety, NoTwoFieldsSortAlike) {
  for (const char* key : kBusyKeys) {
    const auto sorted = [&](const char* field) {
      return usage_of(mock, std::string(kWeek) + "&sort=" + field, key)["timeSeries"];
    };
    const Json by_requests = sorted("requests");
    EXPECT_LT(same_rows(by_requests, sorted("errors")), 17U) << key << ": a tenth of the hours";
    EXPECT_LT(same_rows(by_requests, sorted("latency")), 17U) << key;
    EXPECT_LT(same_rows(sorted("errors"), sorted("latency")), 17U) << key;
  }
}

TEST_P(Variety, KeysDifferFromEachOtherAndFromTheTotal) {
  int alike = 0;
  for (const char* key : {"zk_test_starter", "zk_test_professional", "zk_test_enterprise"}) {
    for (const char* timeframe : {"24h", "7d", "30d"}) {
      const Json body = usage_of(mock, std::string("?timeframe=") + timeframe, key);
      const Json& keys = body["breakdown"]["byKey"];
      ASSERT_GE(keys.size(), 2U);
      EXPECT_EQ(distinct(keys, "averageLatency"), keys.size()) << key << timeframe;
      EXPECT_NE(keys[0]["averageLatency"], body["usage"]["averageLatency"]) << key << timeframe;
      alike += distinct(keys, "successRate") < keys.size() ? 1 : 0;
      alike += keys[0]["successRate"] == body["usage"]["successRate"] ? 1 : 0;
    }
  }
  EXPECT_LE(alike, 2) << "of 18: rates of two decimals, which may meet";
}

TEST_P(Variety, ErrorsHaveAnotherMixEachDay) {
  std::set<std::string> mixes;
  for (int day = 1; day <= 9; ++day) {
    MockSettings settings =
        make_settings({.clock = "2026-05-0" + std::to_string(day) + "T12:00:00Z",
                       .seed = static_cast<std::uint64_t>(GetParam())});
    Mock then(settings);
    std::string mix;
    const Json body = usage_of(then, "");
    for (const Json& type : body["errors"]["byType"]) {
      mix += type["type"].get<std::string>() + type["percentage"].dump();
    }
    mixes.insert(mix);
  }
  EXPECT_EQ(mixes.size(), 9U);
}

/// The hour with the most errors is hardly ever the one with the most requests.
TEST_P(Variety, TheWorstHourIsNotTheBusiest) {
  int same = 0;
  for (const char* key : kBusyKeys) {
    for (const char* timeframe : {"24h", "7d", "30d"}) {
      const auto first = [&](const char* sort) {
        return usage_of(mock, std::string("?limit=1&timeframe=") + timeframe + "&sort=" + sort,
                        key)["timeSeries"][0];
      };
      same += first("requests") == first("errors") ? 1 : 0;
    }
  }
  EXPECT_LE(same, 4) << "of 12";
}

INSTANTIATE_TEST_SUITE_P(Seeds, Variety, ::testing::Range(1, 6));

}  // namespace
}  // namespace mockmeter::zkscore
