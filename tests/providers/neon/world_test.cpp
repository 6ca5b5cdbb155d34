#include "server/providers/neon/world.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "server/control/world_file.h"
#include "tests/providers/neon/asking.h"

namespace mockmeter::neon {
namespace {

using mockmeter::testing::pointers_of;
using ::testing::UnorderedElementsAre;

constexpr const char* kSmall = R"({"name":"small","neon":{
  "profiles":{"busy":{"active_time_seconds":{"per_hour":60},
                      "synthetic_storage_size_bytes":{"level":1000}}},
  "accounts":[{"id":"a","plan_history":[{"plan":"scale","from":"2026-01-01T00:00:00Z"}],
    "keys":[{"name":"k","secret":"napi_k"}],
    "projects":[{"id":"p","created_at":"2026-05-19T10:30:00Z",
      "branches":[{"id":"b","root":true,"profile":"busy",
        "curves":{"active_time_seconds":{"overrides":[
          {"from":"2026-05-19T12:00:00Z","to":"2026-05-19T13:00:00Z","value":42}]}}}]}]}]}})";

Json small() { return Json::parse(kSmall); }

TEST(NeonWorld, NamesEveryContradiction) {
  Json world = small();
  Json& accounts = world["neon"]["accounts"];
  accounts.push_back(accounts[0]);
  Json& twin = accounts[1];
  twin["organizations"] = {"a", "nobody"};
  twin["plan_history"].push_back({{"plan", "free"}, {"from", "2025-01-01T00:00:00Z"}});
  twin["projects"][0]["branches"][0]["profile"] = "none";
  twin["projects"][0]["branches"][0]["root"] = false;
  twin["projects"][0]["branches"][0]["created_at"] = "2026-05-01T00:00:00Z";
  const std::string project = "/neon/accounts/1/projects/0";
  EXPECT_THAT(
      pointers_of(world),
      UnorderedElementsAre("/neon/accounts/1/id", "/neon/accounts/1/keys/0/name",
                           "/neon/accounts/1/keys/0/secret", "/neon/accounts/1/organizations/1",
                           "/neon/accounts/1/plan_history/1/from", project + "/id",
                           project + "/branches", project + "/branches/0/id",
                           project + "/branches/0/created_at", project + "/branches/0/profile"));
}

TEST(NeonWorld, SchemaRefusesWhatItDoesNotKnow) {
  Json world = small();
  world["neon"]["accounts"][0]["plan_history"][0]["plan"] = "gold";
  world["neon"]["accounts"][0]["colour"] = "red";
  EXPECT_THAT(pointers_of(world), ::testing::IsSupersetOf({"/neon/accounts/0/plan_history/0/plan",
                                                           "/neon/accounts/0/colour"}));
}

TEST(NeonWorld, OverridesReachTheResponseAndLevelsBeginWithTheProject) {
  MockSettings settings = mockmeter::testing::make_settings();
  settings.world = load_world(small(), 1);
  Mock mock(settings);
  const Json body = mockmeter::testing::body_of(mockmeter::testing::ask(
      mock,
      "account?from=2026-05-19T09:00:00Z&to=2026-05-19T14:00:00Z&granularity=hourly"
      "&include_v1_metrics=true",
      "napi_k"));
  const Json buckets = mockmeter::testing::buckets_of(body.at("periods"));
  ASSERT_EQ(buckets.size(), 4U) << "nothing before the first project";
  EXPECT_EQ(buckets[0]["timeframe_start"], "2026-05-19T10:00:00Z");
  EXPECT_EQ(buckets[0]["data_storage_bytes_hour"], 1000);
  EXPECT_EQ(buckets[2]["active_time_seconds"], 42);
  EXPECT_EQ(buckets[1]["active_time_seconds"], 0) << "its own curve replaces the profile's";
}

TEST(NeonWorld, AnAccountWithoutProjectsHasNoPeriods) {
  Json world = small();
  world["neon"]["accounts"][0].erase("projects");
  MockSettings settings = mockmeter::testing::make_settings();
  settings.world = load_world(world, 1);
  Mock mock(settings);
  EXPECT_EQ(
      mockmeter::testing::ask(mock, "account" + mockmeter::testing::kThreeDays, "napi_k").body,
      R"({"periods":[]})");
}

TEST(NeonWorld, PeriodIdsComeFromTheSeed) {
  const auto id = [](std::uint64_t seed) {
    return load_world(small(), seed)->part<Part>(kName).accounts[0].plans[0].period_id;
  };
  EXPECT_EQ(id(1), id(1));
  EXPECT_NE(id(1), id(2));
}

}  // namespace
}  // namespace mockmeter::neon
