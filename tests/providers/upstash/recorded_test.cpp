// Worlds that say what was recorded of a QStash user.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "server/control/world_file.h"
#include "tests/providers/upstash/support.h"

namespace mockmeter::testing::upstash::recorded_stats {
namespace {

using ::testing::Contains;

/// The default world, with what was recorded of its first user.
Json world_with(const Json& recorded) {
  Json world = Json::parse(*built_in_world_text("default"));
  world["upstash"]["accounts"][0]["qstash"][0]["recorded"] = recorded;
  return world;
}

Json bucket(const std::string& from, const std::string& to, std::int64_t value) {
  const std::string day = "2026-05-20T";
  return {{"from", day + from + ":00Z"}, {"to", day + to + ":00Z"}, {"value", value}};
}

Json recorded() {
  return {{"requests", {bucket("00:00", "11:00", 5'000), bucket("11:58", "12:00", 40)}},
          {"bytes", {bucket("11:58", "12:00", 123)}},
          {"workflow", {bucket("00:00", "12:00", 77)}},
          {"workflow_runs", {bucket("00:00", "12:00", 13)}},
          {"micro_dollars", {bucket("00:00", "12:00", 1'234'567)}},
          {"messages/delivered", {bucket("11:58", "12:00", 31)}},
          {"messages/failed", {bucket("11:58", "12:00", 9)}},
          {"dead_letters", {{{"at", "2026-05-20T12:00:00Z"}, {"value", 4}}}}};
}

class RecordedStats : public ::testing::Test {
 protected:
  static Json stats_at(const char* clock, std::string_view period = "1h") {
    MockSettings settings = make_settings({.clock = clock});
    settings.world = load_world(world_with(recorded()), 1);
    Mock mock(settings);
    return stats(mock, kPaid, period);
  }
};

std::int64_t sum_of_last(const Json& points, std::size_t count) {
  std::int64_t sum = 0;
  for (std::size_t k = points.size() - count; k < points.size(); ++k) {
    sum += points[k].at("y").get<std::int64_t>();
  }
  return sum;
}

TEST_F(RecordedStats, AreServedAsTheyWere) {
  const Json body = stats_at("2026-05-20T12:00:00Z");
  const Json& today = body.at("daily_requests")[19];
  EXPECT_EQ(today.at("workflow_message"), 77);
  EXPECT_EQ(today.at("workflow_run"), 13);
  EXPECT_EQ(sum_of_last(body.at("daily_used"), 2), 40);
  EXPECT_EQ(sum_of_last(body.at("daily_bandwidth_used"), 2), 123);
  EXPECT_EQ(body.at("daily_billings")[19].at("y"), 1.234567);
  EXPECT_EQ(body.at("dlq_message_count"), 4);
  for (const Json& series : body.at("daily_qstash_messages")) {
    const Json& id = series.at("id");
    EXPECT_EQ(sum_of_last(series.at("data_points"), 2), id == "delivered" ? 31
                                                        : id == "failed"  ? 9
                                                                          : 0)
        << id;
  }
}

TEST_F(RecordedStats, AddUpInEveryPeriodAndAsTheClockGoesOn) {
  for (const char* clock :
       {"2026-05-20T12:00:00Z", "2026-05-20T12:17:31Z", "2026-05-21T03:00:00Z"}) {
    for (const char* period : {"1h", "1d", "30d"}) {
      const Json body = stats_at(clock, period);
      const Json& whole = body.at("daily_used");
      for (std::size_t k = 0; k < whole.size(); ++k) {
        std::int64_t sum = 0;
        for (const Json& series : body.at("daily_qstash_messages")) {
          const auto part = series.at("data_points")[k].at("y").get<std::int64_t>();
          EXPECT_GE(part, 0);
          sum += part;
        }
        EXPECT_EQ(sum, whole[k].at("y")) << clock << ' ' << period << ' ' << k;
      }
      double billed = 0;
      for (const Json& day : body.at("daily_billings")) billed += day.at("y").get<double>();
      EXPECT_NEAR(billed, body.at("total_monthly_billing").get<double>(), 1e-6);
    }
  }
}

TEST_F(RecordedStats, ADayGoesOnFromWhatWasRecorded) {
  const Json noon = stats_at("2026-05-20T12:00:00Z");
  const Json evening = stats_at("2026-05-20T18:00:00Z", "12h");
  const auto today = [](const Json& body) {
    return body.at("daily_requests")[19].at("y").get<std::int64_t>();
  };
  // From six in the morning on in points of twelve minutes: thirty since noon.
  EXPECT_EQ(today(evening) - today(noon), sum_of_last(evening.at("daily_used"), 30));
}

std::vector<std::string> pointers_of_faults(const Json& recorded) {
  std::vector<std::string> pointers;
  try {
    load_world(world_with(recorded), 1);
  } catch (const WorldError& error) {
    for (const ValidationError& each : error.faults()) pointers.push_back(each.expected);
  }
  return pointers;
}

TEST_F(RecordedStats, SeriesThatDoNotFitAreFaults) {
  EXPECT_THAT(pointers_of_faults({{"messages/nobody", {bucket("10:00", "11:00", 1)}}}),
              Contains("series of ids that usage has"));
  EXPECT_THAT(pointers_of_faults({{"messages/failed", {bucket("10:00", "11:00", 1)}},
                                  {"messages/delivered", {bucket("10:00", "12:00", 1)}}}),
              Contains("the same windows for all series of messages/"));
  EXPECT_TRUE(pointers_of_faults(recorded()).empty());
}

}  // namespace
}  // namespace mockmeter::testing::upstash::recorded_stats
