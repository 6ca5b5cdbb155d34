// Whatever is asked, parts add up to their whole.

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <string>

#include "tests/providers/zkscore/support.h"

namespace mockmeter::zkscore {
namespace {

constexpr int kSeeds = 5;
constexpr int kRounds = 65;  // per seed: 325 in all

constexpr const char* kTimeframes[] = {"1h", "24h", "7d", "30d"};
constexpr const char* kGranularityNames[] = {"minute", "hour", "day", "week", "month"};
constexpr const char* kAdditive[] = {"requests", "successfulRequests", "failedRequests",
                                     "dataTransferred"};

template <std::size_t kSize>
std::string pick(std::mt19937& random, const char* const (&values)[kSize]) {
  return values[random() % kSize];
}

/// A clock of May 2026, to the second: edges cut buckets in two.
std::string random_clock(std::mt19937& random) {
  const Instant start = parse_rfc3339("2026-05-01T00:00:00Z").value();
  return format_rfc3339(start + std::chrono::seconds{random() % (30U * 86'400U)});
}

/// The whole series, in the order of time, page by page.
Json whole_series(Mock& mock, const std::string& key, const std::string& query, std::size_t limit) {
  Json points = Json::array();
  for (;;) {
    const Json body = usage_of(mock,
                               query + "&sort=timestamp&order=asc&limit=" + std::to_string(limit) +
                                   "&offset=" + std::to_string(points.size()),
                               key);
    for (const Json& point : body["timeSeries"]) points.push_back(point);
    if (!body["pagination"]["hasMore"].get<bool>()) return points;
  }
}

void expect_parts_add_up(const Json& body) {
  const Json& usage = body["usage"];
  EXPECT_EQ(
      usage["successfulRequests"].get<std::int64_t>() + usage["failedRequests"].get<std::int64_t>(),
      usage["totalRequests"]);
  for (const char* part : {"byEndpoint", "byMethod", "byKey"}) {
    EXPECT_EQ(sum_of(body["breakdown"][part], "requests"), usage["totalRequests"]) << part;
    EXPECT_EQ(sum_of(body["breakdown"][part], "dataTransferred"), usage["dataTransferred"]) << part;
  }
  EXPECT_EQ(sum_of(body["breakdown"]["byStatusCode"], "requests"), usage["totalRequests"]);
  EXPECT_EQ(body["errors"]["totalErrors"], usage["failedRequests"]);
  for (const char* part : {"byType", "byEndpoint", "byStatusCode"}) {
    EXPECT_EQ(sum_of(body["errors"][part], "count"), usage["failedRequests"]) << part;
  }
}

void expect_peaks_above_averages(const Json& body) {
  const Json& usage = body["usage"];
  EXPECT_GE(usage["peakLatency"], usage["averageLatency"]);
  EXPECT_GE(usage["peakRequestsPerMinute"], usage["requestsPerMinute"]);
  EXPECT_GE(usage["peakRequestsPerHour"], usage["requestsPerHour"]);
  EXPECT_GE(usage["peakRequestsPerHour"], usage["peakRequestsPerMinute"]);
  for (const Json& point : body["timeSeries"]) {
    EXPECT_GE(point["peakLatency"], point["averageLatency"]);
  }
}

void expect_series_adds_up(const Json& series, const Json& usage) {
  EXPECT_EQ(sum_of(series, "requests"), usage["totalRequests"]);
  EXPECT_EQ(sum_of(series, "successfulRequests"), usage["successfulRequests"]);
  EXPECT_EQ(sum_of(series, "failedRequests"), usage["failedRequests"]);
  EXPECT_EQ(sum_of(series, "dataTransferred"), usage["dataTransferred"]);
  std::int64_t slowest = 0;
  double latency = 0;
  for (const Json& point : series) {
    slowest = std::max(slowest, point["peakLatency"].get<std::int64_t>());
    latency += point["averageLatency"].get<double>() * point["requests"].get<double>();
  }
  EXPECT_EQ(slowest, usage["peakLatency"]);
  EXPECT_NEAR(latency / usage["totalRequests"].get<double>(), usage["averageLatency"].get<double>(),
              0.011)
      << "each average is rounded to two decimals";
}

void expect_keys_add_up(Mock& mock, const std::string& key, const std::string& query,
                        const Json& body) {
  for (const Json& share : body["breakdown"]["byKey"]) {
    const Json alone =
        usage_of(mock, query + "&keyId=" + share["keyId"].get<std::string>(), key)["usage"];
    EXPECT_EQ(alone["totalRequests"], share["requests"]);
    EXPECT_EQ(alone["successRate"], share["successRate"]);
    EXPECT_EQ(alone["averageLatency"], share["averageLatency"]);
    EXPECT_EQ(alone["dataTransferred"], share["dataTransferred"]);
  }
}

class ZkscoreLaws : public ::testing::TestWithParam<int> {};

TEST_P(ZkscoreLaws, HoldForRandomRequests) {
  std::mt19937 random(static_cast<unsigned>(GetParam()));
  for (int round = 0; round < kRounds; ++round) {
    const std::string clock = random_clock(random);
    Mock mock(make_settings({.clock = clock, .seed = static_cast<std::uint64_t>(GetParam())}));
    const std::string key = pick(random, kAccountKeys);
    const std::string query = "?timeframe=" + pick(random, kTimeframes);
    const std::string fine = query + "&granularity=" + pick(random, kGranularityNames);
    SCOPED_TRACE(clock + " " + key + " " + fine);
    if (ask_usage(mock, query, key).status == 404) continue;  // the quiet key
    const Json body = usage_of(mock, fine, key);
    expect_parts_add_up(body);
    expect_peaks_above_averages(body);
    const bool thorough = round % 16 == 0;  // the longest take long under a sanitizer
    if (body["pagination"]["total"] > (thorough ? 11'000 : 1'500)) continue;
    expect_series_adds_up(whole_series(mock, key, fine, 1 + random() % 1000), body["usage"]);
    if (thorough) expect_keys_add_up(mock, key, query, body);
  }
}

/// The series added up by the first characters of its timestamps: 13 are hours, 10 are days.
std::map<std::string, Json> grouped(const Json& series, std::size_t length) {
  std::map<std::string, Json> groups;
  for (const Json& point : series) {
    const std::string name_of_group = point["timestamp"].get<std::string>().substr(0, length);
    Json& group = groups.try_emplace(name_of_group, Json::object()).first->second;
    for (const char* name : kAdditive) {
      group[name] = group.value(name, std::int64_t{0}) + point[name].get<std::int64_t>();
    }
  }
  return groups;
}

TEST_P(ZkscoreLaws, MinutesAddUpToHoursAndHoursToDays) {
  std::mt19937 random(static_cast<unsigned>(GetParam()));
  Mock mock(make_settings(
      {.clock = random_clock(random), .seed = static_cast<std::uint64_t>(GetParam())}));
  for (const char* key : {"zk_test_free", "zk_test_starter", "zk_test_professional"}) {
    const auto series = [&](const char* granularity) {
      return whole_series(mock, key, std::string("?timeframe=7d&granularity=") + granularity, 1000);
    };
    const Json minutes = series("minute");
    const Json hours = series("hour");
    EXPECT_EQ(grouped(minutes, 13), grouped(hours, 13));
    EXPECT_EQ(grouped(minutes, 10), grouped(hours, 10));
    EXPECT_EQ(grouped(hours, 10), grouped(series("day"), 10));
  }
}

TEST_P(ZkscoreLaws, PeaksAreTheGreatestBuckets) {
  Mock mock(make_settings({.seed = static_cast<std::uint64_t>(GetParam())}));
  for (const char* key : kAccountKeys) {
    for (const char* timeframe : {"24h", "30d", "1y"}) {
      const std::string query = std::string("?limit=1&timeframe=") + timeframe;
      const Json by_minute = usage_of(mock, query + "&granularity=minute", key);
      const Json by_hour = usage_of(mock, query + "&granularity=hour", key);
      EXPECT_EQ(by_minute["usage"], by_hour["usage"]);
      EXPECT_EQ(by_minute["timeSeries"][0]["requests"], by_hour["usage"]["peakRequestsPerMinute"]);
      EXPECT_EQ(by_hour["timeSeries"][0]["requests"], by_hour["usage"]["peakRequestsPerHour"]);
    }
  }
}

/// A bucket has one value, whatever range, page or order it is read from.
TEST_P(ZkscoreLaws, OneBucketHasOneValue) {
  Mock mock(make_settings({.seed = static_cast<std::uint64_t>(GetParam())}));
  const Json hour = usage_of(mock, "?timeframe=1h&granularity=hour")["timeSeries"][0];
  for (const char* timeframe : {"24h", "7d", "30d", "90d", "1y", "all"}) {
    const std::string query = std::string("?timeframe=") + timeframe + "&sort=timestamp&limit=1";
    EXPECT_EQ(usage_of(mock, query)["timeSeries"][0], hour) << timeframe;
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, ZkscoreLaws, ::testing::Range(1, 1 + kSeeds));

}  // namespace
}  // namespace mockmeter::zkscore
