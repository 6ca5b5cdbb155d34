// Worlds that say what was recorded of a key.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>

#include "server/control/world_file.h"
#include "tests/support/mock_fixture.h"

namespace mockmeter::zkscore_recorded {
namespace {

using mockmeter::testing::body_of;
using mockmeter::testing::get;
using mockmeter::testing::make_settings;

/// The account of one key of the default world, with what was recorded of it.
Json recorded_world(const Json& recorded) {
  Json world = Json::parse(*built_in_world_text("default"));
  world["zkscore"]["accounts"][0]["keys"][0]["recorded"] = recorded;
  return world;
}

Json one(const char* from, const char* to, std::int64_t value) {
  return {{"from", from}, {"to", to}, {"value", value}};
}

/// Each of the series has these windows.
Json series(const std::array<std::int64_t, 5>& first, const std::array<std::int64_t, 5>& second) {
  Json recorded;
  std::size_t index = 0;
  for (const char* name : {"requests", "failed", "latency_ms", "bytes", "peak_latency_ms"}) {
    recorded[name] = {one("2026-05-20T10:00:00Z", "2026-05-20T11:00:00Z", first.at(index)),
                      one("2026-05-20T11:00:00Z", "2026-05-20T11:30:00Z", second.at(index))};
    ++index;
  }
  return recorded;
}

const Json kTwoWindows = series({100, 17, 4321, 98765, 400}, {3, 3, 10, 0, 9});

Json usage_with(const Json& recorded, const std::string& query) {
  mockmeter::MockSettings settings = make_settings({.clock = "2026-05-20T12:00:00Z"});
  settings.world = load_world(recorded_world(recorded), 1);
  Mock mock(settings);
  const Response response =
      get(mock, "/v1/developer/usage?sort=timestamp&order=asc&limit=1000&" + query,
          {{"Authorization", "Bearer zk_test_free"}});
  EXPECT_EQ(response.status, 200) << response.body;
  return body_of(response);
}

Json usage(const std::string& query) { return usage_with(kTwoWindows, query); }

Json bucket_at(const Json& body, const std::string& timestamp) {
  for (const Json& each : body.at("timeSeries")) {
    if (each.at("timestamp") == timestamp) return each;
  }
  return {};
}

std::int64_t sum_of(const Json& list, const char* name) {
  std::int64_t sum = 0;
  for (const Json& each : list) sum += each.at(name).get<std::int64_t>();
  return sum;
}

TEST(ZkscoreRecorded, AnHourIsServedAsItWas) {
  const Json hour = bucket_at(usage("timeframe=24h"), "2026-05-20T10:00:00Z");
  EXPECT_EQ(hour.at("requests"), 100);
  EXPECT_EQ(hour.at("failedRequests"), 17);
  EXPECT_EQ(hour.at("averageLatency"), 43.21);
  EXPECT_EQ(hour.at("peakLatency"), 400);
  EXPECT_EQ(hour.at("dataTransferred"), 98765);
}

TEST(ZkscoreRecorded, MinutesAddUpToTheHourAndPartsToTheTotal) {
  const Json minutes = usage("timeframe=24h&granularity=minute&offset=480");
  for (const char* name : {"requests", "failedRequests", "successfulRequests", "dataTransferred"}) {
    const Json hours = usage("timeframe=24h");
    std::int64_t sum = 0;
    for (const Json& each : minutes.at("timeSeries")) {
      EXPECT_GE(each.at(name), 0);
      const bool is_in_hour = each.at("timestamp").get<std::string>().starts_with("2026-05-20T10:");
      if (is_in_hour) sum += each.at(name).get<std::int64_t>();
    }
    EXPECT_EQ(sum, bucket_at(hours, "2026-05-20T10:00:00Z").at(name)) << name;
  }
  for (const char* query : {"timeframe=24h", "timeframe=1h", "timeframe=30d&granularity=day"}) {
    const Json body = usage(query);
    const Json& total = body.at("usage");
    EXPECT_EQ(sum_of(body.at("timeSeries"), "requests"), total.at("totalRequests")) << query;
    EXPECT_EQ(sum_of(body.at("timeSeries"), "failedRequests"), total.at("failedRequests"));
    EXPECT_EQ(sum_of(body.at("timeSeries"), "dataTransferred"), total.at("dataTransferred"));
    for (const char* part : {"byEndpoint", "byMethod", "byStatusCode", "byKey"}) {
      EXPECT_EQ(sum_of(body.at("breakdown").at(part), "requests"), total.at("totalRequests"))
          << query << ' ' << part;
    }
    EXPECT_EQ(sum_of(body.at("errors").at("byType"), "count"), total.at("failedRequests"));
    EXPECT_EQ(sum_of(body.at("errors").at("byEndpoint"), "count"), total.at("failedRequests"));
  }
}

TEST(ZkscoreRecorded, WhatWasNotRecordedStaysGenerated) {
  EXPECT_EQ(bucket_at(usage("timeframe=24h"), "2026-05-20T09:00:00Z"),
            bucket_at(usage_with(series({0, 0, 0, 0, 0}, {0, 0, 0, 0, 0}), "timeframe=24h"),
                      "2026-05-20T09:00:00Z"));
}

std::vector<std::string> expectations(const Json& recorded) {
  std::vector<std::string> expected;
  try {
    load_world(recorded_world(recorded), 1);
  } catch (const WorldError& error) {
    for (const ValidationError& each : error.faults()) expected.push_back(each.expected);
  }
  return expected;
}

TEST(ZkscoreRecorded, SeriesThatDoNotFitAreFaults) {
  EXPECT_THAT(expectations(series({1, 2, 0, 0, 0}, {0, 0, 0, 0, 0})),
              ::testing::ElementsAre("at most as many failed as requests"));
  Json missing = kTwoWindows;
  missing.erase("bytes");
  EXPECT_EQ(expectations(missing).size(), 1U);
  EXPECT_TRUE(expectations(kTwoWindows).empty());
}

}  // namespace
}  // namespace mockmeter::zkscore_recorded
