// GET /projects and GET /projects/{project_id}: pages, and counters that agree with the history.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <map>

#include "server/control/world_file.h"
#include "tests/providers/neon/asking.h"

namespace mockmeter::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const std::string kOceanProjects = "/projects?org_id=org-ocean-art-12345678";
const MockSetup kCounted{.variants = {{"neon.project_counters", "counted"}}};

std::vector<std::string> ids_of(const Json& body, const char* id = "id") {
  std::vector<std::string> ids;
  for (const Json& project : body.at("projects")) ids.push_back(project.at(id));
  return ids;
}

std::vector<std::string> list(const std::string& rest, const std::string& key = "napi_scale",
                              const MockSetup& setup = {}) {
  const Response response = ask_neighbour(rest, key, setup);
  EXPECT_EQ(response.status, 200) << rest << ": " << response.body;
  return ids_of(body_of(response));
}

Json project(const std::string& id, const std::string& key = "napi_scale",
             const MockSetup& setup = {}) {
  return body_of(ask_neighbour("/projects/" + id, key, setup)).at("project");
}

/// What a list of buckets adds up to, by the names of its columns.
std::map<std::string, std::uint64_t> sums_of(const Json& buckets) {
  std::map<std::string, std::uint64_t> sums;
  for (const Json& bucket : buckets) {
    for (const auto& [name, value] : bucket.items()) {
      if (value.is_number()) sums[name] += value.get<std::uint64_t>();
    }
  }
  return sums;
}

TEST(NeonProjects, PagesLeadThroughAllOfThemAndEchoTheLastCursor) {
  const auto whole = list(kOceanProjects + "&limit=400");
  EXPECT_EQ(whole.size(), 17U);
  for (const char* limit : {"&limit=1", "&limit=6", "&limit=17", ""}) {
    std::vector<std::string> ids;
    std::string cursor;
    while (ids.size() < 99) {
      const Json body = body_of(ask_neighbour(kOceanProjects + limit + "&cursor=" + cursor));
      if (body.at("projects").empty()) break;
      for (const std::string& id : ids_of(body)) ids.push_back(id);
      cursor = body.at("pagination").at("cursor");
    }
    EXPECT_EQ(ids, whole) << limit;
    EXPECT_EQ(ask_neighbour(kOceanProjects + limit + "&cursor=" + cursor).body,
              R"({"projects":[],"pagination":{"cursor":")" + cursor +
                  R"("},"applications":{},"integrations":{}})");
  }
}

TEST(NeonProjects, AreThoseOfTheConsumptionHistory) {
  const std::string v2 = "v2/projects" + kThreeDays + "&limit=100&metrics=compute_unit_seconds";
  EXPECT_EQ(list(kOceanProjects + "&limit=100"), ids_of(body_of(ask(v2 + kOcean)), "project_id"));
  EXPECT_EQ(list("/projects?limit=100"),
            ids_of(body_of(ask("projects" + kThreeDays + "&limit=100")), "project_id"));
}

TEST(NeonProjects, AnOrganizationsKeyStandsForItsOrganization) {
  const auto own = list("/projects", "napi_launch");
  EXPECT_EQ(own, list("/projects?org_id=org-quick-otter-40631075"));
  EXPECT_EQ(own, list("/projects", "napi_launch", {.variants = {{"neon.org_id", "required"}}}));
  const Json first = body_of(ask_neighbour("/projects?limit=1", "napi_launch"))["projects"][0];
  EXPECT_EQ(first.at("org_id"), "org-quick-otter-40631075");
  EXPECT_EQ(first.at("owner_id"), "org-quick-otter-40631075");
}

TEST(NeonProjects, APersonMayHaveToNameAnOrganization) {
  const MockSetup required{.variants = {{"neon.org_id", "required"}}};
  const Response refusal = ask_neighbour("/projects", "napi_scale", required);
  EXPECT_EQ(refusal.status, 400);
  EXPECT_EQ(message_of(refusal), "org_id is required");
  EXPECT_EQ(list(kOceanProjects, "napi_scale", required), list(kOceanProjects));
  const Json own = body_of(ask_neighbour("/projects?limit=1"))["projects"][0];
  EXPECT_FALSE(own.contains("org_id"));
  EXPECT_EQ(ask_neighbour(kOceanProjects, "napi_business").status, 404);
}

TEST(NeonProjects, AreFoundByNameAndId) {
  EXPECT_THAT(list(kOceanProjects + "&search=Warehouse"), ElementsAre("tidal-shore-11223301"));
  EXPECT_THAT(list(kOceanProjects + "&search=tidal"), ElementsAre("tidal-shore-11223301"));
  EXPECT_THAT(list(kOceanProjects + "&search=nothing"), IsEmpty());
  EXPECT_FALSE(body_of(ask_neighbour(kOceanProjects + "&search=nothing")).contains("pagination"));
  EXPECT_THAT(list(kOceanProjects + "&recoverable=true"), IsEmpty());
}

TEST(NeonProjects, NobodySharesAny) {
  EXPECT_EQ(ask_neighbour("/projects/shared?limit=100").body, R"({"projects":[]})");
  EXPECT_EQ(ask_neighbour("/projects/shared?limit=0").status, 400);
  EXPECT_EQ(ask_neighbour("/projects/shared?cursor=nothing").status, 400);
}

TEST(NeonProjects, RefuseWhatCannotBeRead) {
  const std::map<std::string, std::string> messages{
      {"limit=0", "int: value 0 less than 1"},
      {"limit=401", "int: value 401 greater than 400"},
      {"limit=ten", "strconv.Atoi: parsing \"ten\": invalid syntax"},
      {"cursor=nothing", "invalid cursor: nothing"},
      {"org_id=Ocean", "string: no regex match: ^[a-z0-9-]{1,60}$"},
      {"timeout=99", "int: value 99 less than 100"},
      {"recoverable=yes", "strconv.ParseBool: parsing \"yes\": invalid syntax"}};
  for (const auto& [query, message] : messages) {
    const Response response = ask_neighbour("/projects?" + query);
    EXPECT_EQ(response.status, 400) << query;
    EXPECT_EQ(message_of(response), message);
  }
}

TEST(NeonProjects, SayWhereTheyRun) {
  const Json usual = project("green-leaf-20105674");
  EXPECT_EQ(usual.at("region_id"), "aws-us-east-2");
  EXPECT_EQ(usual.at("proxy_host"), "us-east-2.aws.neon.tech");
  EXPECT_EQ(usual.at("pg_version"), 17);
  const Json warehouse = project("tidal-shore-11223301");
  EXPECT_EQ(warehouse.at("region_id"), "aws-eu-central-1");
  EXPECT_EQ(warehouse.at("proxy_host"), "eu-central-1.aws.neon.tech");
  EXPECT_EQ(project("soft-shadow-20845885").at("pg_version"), 16);
}

/// The history itself is a 403 on Free, so its curve is read off a world in which it is Scale.
TEST(NeonProjects, CountersOfAFreeProjectAgreeWithItsCurve) {
  const std::string key = "napi_free";
  MockSettings paid = make_settings();
  Json document = paid.world->document;
  for (Json& account : document["neon"]["accounts"]) {
    if (account.at("id") == "org-small-fern-50742186") account["plan_history"][0]["plan"] = "scale";
  }
  paid.world = load_world(document, 1);
  Mock mock(paid);
  const Json history =
      body_of(ask(mock,
                  "projects?from=2026-05-01T00:00:00Z&to=2026-05-21T00:00:00Z&granularity=daily"
                  "&project_ids=tidal-shore-31208839&include_v1_metrics=true",
                  key));
  auto sums = sums_of(buckets_of(history.at("projects").at(0).at("periods")));
  const Json free = project("tidal-shore-31208839", key);
  for (const char* name : {"active_time_seconds", "compute_time_seconds", "written_data_bytes",
                           "data_storage_bytes_hour"}) {
    EXPECT_EQ(free.at(name), sums[name]) << name;
    EXPECT_GT(sums[name], 0U) << name;
  }
  EXPECT_EQ(free.at("cpu_used_sec"), free.at("compute_time_seconds"));
  EXPECT_GT(free.at("data_transfer_bytes"), 0);
  EXPECT_EQ(free.at("owner").at("subscription_type"), "free_v3");
}

TEST(NeonProjects, CountersAgreeWithTheHistoryOfEveryProject) {
  const Json history = body_of(
      ask("projects?from=2026-05-01T00:00:00Z&to=2026-05-21T00:00:00Z&granularity=daily&limit=100"
          "&include_v1_metrics=true" +
          std::string(kOcean)));
  const Json transfer = body_of(ask(
      "v2/projects?from=2026-05-01T00:00:00Z&to=2026-05-21T00:00:00Z&granularity=daily&limit=100"
      "&metrics=public_network_transfer_bytes" +
      std::string(kOcean)));
  for (std::size_t i = 0; i < history.at("projects").size(); ++i) {
    const Json& consumed = history["projects"][i];
    auto sums = sums_of(buckets_of(consumed.at("periods")));
    std::uint64_t bytes = 0;
    for (const Json& bucket : buckets_of(transfer["projects"][i].at("periods"))) {
      bytes += bucket.at("metrics").at(0).at("value").get<std::uint64_t>();
    }
    const Json shown = project(consumed.at("project_id"), "napi_scale", kCounted);
    for (const char* name : {"active_time_seconds", "compute_time_seconds", "written_data_bytes",
                             "data_storage_bytes_hour"}) {
      EXPECT_EQ(shown.at(name), sums[name]) << consumed.at("project_id") << " " << name;
    }
    EXPECT_EQ(shown.at("data_transfer_bytes"), bytes) << consumed.at("project_id");
  }
}

TEST(NeonProjects, CountersOfBranchesAddUpToThoseOfTheirProject) {
  const std::string id = "soft-shadow-20845885";
  const Json whole = project(id, "napi_scale", kCounted);
  const Json branches = body_of(ask_neighbour("/projects/" + id + "/branches")).at("branches");
  auto sums = sums_of(branches);
  for (const char* name : {"active_time_seconds", "compute_time_seconds", "written_data_bytes",
                           "data_transfer_bytes"}) {
    EXPECT_EQ(whole.at(name), sums[name]) << name;
  }
}

TEST(NeonProjects, SomeCountersStandStillOnPaidPlans) {
  const Json observed = project("tidal-shore-11223301");
  EXPECT_EQ(observed.at("compute_time_seconds"), 0);
  EXPECT_EQ(observed.at("data_transfer_bytes"), 0);
  EXPECT_GT(observed.at("active_time_seconds"), 0);
  EXPECT_GT(observed.at("data_storage_bytes_hour"), 0);
  EXPECT_GT(project("tidal-shore-11223301", "napi_scale", kCounted).at("compute_time_seconds"), 0);
}

TEST(NeonProjects, ThePeriodIsTheMonthOrBeginsWithThePlan) {
  const Json month = project("tidal-shore-31208839", "napi_free");
  EXPECT_EQ(month.at("consumption_period_start"), "2026-05-01T00:00:00Z");
  EXPECT_EQ(month.at("consumption_period_end"), "2026-06-01T00:00:00Z");
  const Json upgraded = project("super-mode-24546940", "napi_business");
  EXPECT_EQ(upgraded.at("consumption_period_start"), "2026-05-04T09:30:00Z");
  const Json history = body_of(ask("account" + kThreeDays, "napi_business")).at("periods");
  EXPECT_EQ(upgraded.at("consumption_period_start"), history.back().at("period_start"));
  const Json signed_up =
      project("tidal-shore-31208839", "napi_free", {.clock = "2025-08-09T00:00:00Z"});
  EXPECT_EQ(signed_up.at("consumption_period_start"), "2025-08-08T08:08:08Z");
  EXPECT_EQ(signed_up.at("consumption_period_end"), "2025-09-01T00:00:00Z");
}

TEST(NeonProjects, CountNothingBeforeTheyWereCreated) {
  const Json early =
      project("tidal-shore-31208839", "napi_free", {.clock = "2025-08-08T08:08:08Z"});
  EXPECT_EQ(early.at("active_time_seconds"), 0);
  EXPECT_EQ(early.at("synthetic_storage_size"), 0);
  EXPECT_FALSE(early.contains("compute_last_active_at"));
}

/// Observed: live captures of 2026-08-09 in philip/neon-usage: 11 of 24 projects without periods.
TEST(NeonProjects, ManyAreIdle) {
  const Json body = body_of(ask("v2/projects" + kThreeDays + kOcean +
                                "&limit=100&metrics=compute_unit_seconds,root_branch_bytes_month"));
  int without_periods = 0;
  int storage_alone = 0;
  for (const Json& consumed : body.at("projects")) {
    const Json buckets = buckets_of(consumed.at("periods"));
    without_periods += buckets.empty() ? 1 : 0;
    if (buckets.empty() || buckets[0].at("metrics").size() != 1) continue;
    storage_alone +=
        buckets[0]["metrics"][0].at("metric_name") == "root_branch_bytes_month" ? 1 : 0;
  }
  EXPECT_EQ(without_periods, 4);
  EXPECT_EQ(storage_alone, 5);
}

}  // namespace
}  // namespace mockmeter::testing
