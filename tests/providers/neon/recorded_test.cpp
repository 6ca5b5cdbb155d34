// Worlds that say what was recorded.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "server/control/world_file.h"
#include "server/providers/neon/world.h"
#include "tests/providers/neon/asking.h"

namespace mockmeter::neon {
namespace {

using mockmeter::testing::ask;
using mockmeter::testing::body_of;
using mockmeter::testing::buckets_of;
using mockmeter::testing::pointers_of;
using ::testing::ElementsAre;

constexpr const char* kRecorded = R"({"name":"recorded","neon":{
  "accounts":[{"id":"org-a","plan_history":[{"plan":"scale","from":"2026-05-01T00:00:00Z"}],
    "keys":[{"name":"k","secret":"napi_k"}],
    "recorded":{"active_time_seconds":[
      {"from":"2026-05-19T10:00:00Z","to":"2026-05-19T11:00:00Z","value":5}]},
    "projects":[{"id":"p","created_at":"2026-05-10T00:00:00Z",
      "recorded":{"snapshot_storage_bytes_month":[
        {"from":"2026-05-19T10:00:00Z","to":"2026-05-19T11:00:00Z","value":33}]},
      "branches":[
        {"id":"root","root":true,
         "curves":{"active_time_seconds":{"per_hour":60},
                   "synthetic_storage_size_bytes":{"level":7440}},
         "recorded":{
           "active_time_seconds":[
             {"from":"2026-05-19T10:00:00Z","to":"2026-05-19T11:00:00Z","value":100},
             {"from":"2026-05-19T11:00:00Z","to":"2026-05-19T13:00:00Z","value":41}],
           "compute_time_seconds":[
             {"from":"2026-05-19T10:00:00Z","to":"2026-05-19T11:00:00Z","value":77}],
           "synthetic_storage_size_bytes":[
             {"at":"2026-05-19T11:00:00Z","value":900},
             {"at":"2026-05-19T12:00:00Z","value":300}],
           "data_storage_bytes_hour":[
             {"from":"2026-05-19T10:00:00Z","to":"2026-05-19T11:00:00Z","value":950}]}},
        {"id":"child",
         "recorded":{"extra_branches_month":[
           {"from":"2026-05-19T10:00:00Z","to":"2026-05-19T11:00:00Z","value":0}]}}]}]}]}})";

Json recorded() { return Json::parse(kRecorded); }

constexpr const char* kHours =
    "?from=2026-05-19T10:00:00Z&to=2026-05-19T13:00:00Z&granularity=hourly&org_id=org-a";

Json buckets(const std::string& rest) {
  MockSettings settings = mockmeter::testing::make_settings();
  settings.world = load_world(recorded(), 1);
  Mock mock(settings);
  const Json body = body_of(ask(mock, rest, "napi_k"));
  return buckets_of(body.contains("projects") ? body.at("projects")[0].at("periods")
                                              : body.at("periods"));
}

std::vector<std::int64_t> column(const Json& buckets, const char* name) {
  std::vector<std::int64_t> values;
  for (const Json& bucket : buckets) values.push_back(bucket.value(name, std::int64_t{-1}));
  return values;
}

TEST(NeonRecorded, BucketsAreServedAsRecordedAndALevelMayFall) {
  const Json hours = buckets(std::string("projects") + kHours + "&include_v1_metrics=true");
  const auto active = column(hours, "active_time_seconds");
  EXPECT_EQ(active[0], 100);
  EXPECT_EQ(active[1] + active[2], 41) << "two hours were recorded as one value";
  EXPECT_THAT(column(hours, "synthetic_storage_size_bytes"), ElementsAre(900, 300, 300));
  // The second hour was not recorded: its greatest level is that of its begin.
  EXPECT_THAT(column(hours, "data_storage_bytes_hour"), ElementsAre(950, 900, 300));
}

TEST(NeonRecorded, WhatIsOfNoKnownProjectCountsInTheAccountAlone) {
  const Json hours = buckets(std::string("account") + kHours);
  EXPECT_EQ(column(hours, "active_time_seconds")[0], 105);
}

TEST(NeonRecorded, BothNamesOfACurveShareWhatWasRecordedOfOne) {
  const Json hours = buckets(std::string("v2/projects") + kHours +
                             "&metrics=compute_unit_seconds,extra_branches_month,"
                             "snapshot_storage_bytes_month");
  std::map<std::string, std::int64_t> values;
  for (const Json& each : hours[0].at("metrics")) values[each.at("metric_name")] = each.at("value");
  EXPECT_EQ(values, (std::map<std::string, std::int64_t>{{"compute_unit_seconds", 77},
                                                         {"snapshot_storage_bytes_month", 33}}))
      << "the child was not there in the first hour";
  EXPECT_EQ(hours.size(), 3U) << "and in the others it was";
}

TEST(NeonRecorded, RefusesWhatItDoesNotKnow) {
  Json world = recorded();
  Json& project = world["neon"]["accounts"][0]["projects"][0];
  project["branches"][0]["recorded"]["colour"] = Json::array();
  project["branches"][0]["recorded"]["active_time_seconds"][0]["value"] = -1;
  project["branches"][0]["recorded"]["synthetic_storage_size_bytes"][0].erase("at");
  const std::string root = "/neon/accounts/0/projects/0/branches/0/recorded";
  EXPECT_THAT(pointers_of(world),
              ::testing::IsSupersetOf({root + "/colour", root + "/active_time_seconds/0/value",
                                       root + "/synthetic_storage_size_bytes/0/at"}));
  Json twice = recorded();
  Json& hours = twice["neon"]["accounts"][0]["recorded"]["active_time_seconds"];
  hours.push_back(hours[0]);
  EXPECT_THAT(pointers_of(twice), ElementsAre("/neon/accounts/0/recorded/active_time_seconds/1"));
}

}  // namespace
}  // namespace mockmeter::neon
