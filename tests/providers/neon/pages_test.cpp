// The successors: pages of projects and branches, and the v2 shapes.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "tests/providers/neon/asking.h"

namespace mockmeter::testing {
namespace {

using ::testing::ElementsAre;

const std::string kMetrics = "&metrics=compute_unit_seconds,root_branch_bytes_month";
const std::string kV2 = kThreeDays + kOcean + kMetrics;

/// The ids on every page until one without a cursor: in the legacy shape that is an empty one.
std::vector<std::string> walk(const std::string& rest, const char* list, const char* id) {
  Mock mock(make_settings());
  std::vector<std::string> ids;
  std::string cursor;
  for (int page = 0; page < 50; ++page) {
    const Json body = body_of(ask(mock, rest + "&cursor=" + cursor));
    for (const Json& item : body.at(list)) ids.push_back(item.at(id));
    if (!body.contains("pagination")) {
      EXPECT_TRUE(rest.starts_with("v2/") || body.at(list).empty());
      return ids;
    }
    cursor = body.at("pagination").at("cursor");
  }
  ADD_FAILURE() << "the pages of " << rest << " never end";
  return ids;
}

TEST(NeonPages, WalkEveryProjectOnceInEverySizeOfPage) {
  const auto whole = walk("projects" + kThreeDays + "&limit=100", "projects", "project_id");
  EXPECT_EQ(whole.size(), 12U);
  EXPECT_EQ(std::set<std::string>(whole.begin(), whole.end()).size(), 12U);
  for (const char* limit : {"&limit=1", "&limit=5", "&limit=12", ""}) {
    EXPECT_EQ(walk("projects" + kThreeDays + limit, "projects", "project_id"), whole);
  }
  EXPECT_EQ(walk("v2/projects" + kV2 + "&limit=3", "projects", "project_id").size(), 17U);
}

TEST(NeonPages, NewestProjectComesFirst) {
  const auto ids = walk("v2/projects" + kV2, "projects", "project_id");
  EXPECT_EQ(ids.back(), "tidal-shore-11223301") << "the organization's oldest";
}

TEST(NeonPages, BranchesComeByProjectAndBranch) {
  std::string projects = "&project_ids=";
  for (const auto& id : walk("v2/projects" + kV2, "projects", "project_id")) projects += id + ",";
  projects.pop_back();
  const std::string rest = "v2/branches" + kV2 + projects;
  const auto whole = walk(rest, "branches", "branch_id");
  EXPECT_EQ(whole.size(), 20U);
  EXPECT_EQ(walk(rest + "&limit=4", "branches", "branch_id"), whole);
  const auto owners = walk(rest, "branches", "project_id");
  EXPECT_TRUE(std::is_sorted(owners.begin(), owners.end()));
}

TEST(NeonPages, FiltersTakeEveryEncodingAndPassOverStrangers) {
  const auto all = walk("projects" + kThreeDays, "projects", "project_id");
  const std::string base = "projects" + kThreeDays + "&project_ids=";
  for (const std::string& filter : {all[2] + "," + all[5], all[5] + "&project_ids=" + all[2],
                                    all[2] + "," + all[5] + "&project_ids=nobody&project_ids="}) {
    EXPECT_THAT(walk(base + filter, "projects", "project_id"), ElementsAre(all[2], all[5]));
  }
  EXPECT_TRUE(walk(base + "nobody", "projects", "project_id").empty());
}

TEST(NeonPages, BranchesCanBeChosen) {
  const std::string rest = "v2/branches" + kV2 + "&project_ids=tidal-shore-11223301";
  const auto branches = walk(rest, "branches", "branch_id");
  ASSERT_EQ(branches.size(), 2U);
  EXPECT_THAT(walk(rest + "&branch_ids=" + branches[1], "branches", "branch_id"),
              ElementsAre(branches[1]));
}

TEST(NeonPages, MetricsWithoutUsageAreLeftOut) {
  const Json body = body_of(ask("v2/projects" + kV2 + ",child_branch_bytes_month&limit=100"));
  bool some_without_children = false;
  for (const Json& project : body.at("projects")) {
    for (const Json& bucket : buckets_of(project.at("periods"))) {
      EXPECT_FALSE(bucket.at("metrics").empty());
      some_without_children = some_without_children || bucket.at("metrics").size() == 2;
      for (const Json& metric : bucket.at("metrics")) EXPECT_GT(metric.at("value"), 0);
    }
  }
  EXPECT_TRUE(some_without_children);
}

TEST(NeonPages, BucketsWithoutUsageAreLeftOut) {
  const Json body =
      body_of(ask("v2/projects?from=2026-05-19T23:00:00Z&to=2026-05-20T08:00:00Z&granularity=hourly"
                  "&limit=1&metrics=compute_unit_seconds" +
                  std::string(kOcean)));
  const Json buckets = buckets_of(body.at("projects").at(0).at("periods"));
  EXPECT_EQ(buckets.size(), 2U) << "the newest project sleeps from 22 to 6 h";
}

TEST(NeonPages, AProjectHasNothingBeforeItsCreation) {
  const Json body = body_of(
      ask("projects?from=2026-05-01T00:00:00Z&to=2026-05-04T00:00:00Z&granularity=daily&limit=1"));
  const Json buckets = buckets_of(body.at("projects").at(0).at("periods"));
  ASSERT_EQ(buckets.size(), 2U);
  EXPECT_EQ(buckets[0]["timeframe_start"], "2026-05-02T00:00:00Z");
}

TEST(NeonPages, BodiesAreCompact) {
  for (const char* path : {"v2/projects", "projects"}) {
    const Response response = ask(path + (path[0] == 'v' ? kV2 : kThreeDays));
    EXPECT_EQ(response.body, body_of(response).dump());
  }
  const Response branches = ask("v2/branches" + kV2 + "&project_ids=tidal-shore-11223301");
  EXPECT_EQ(branches.body, body_of(branches).dump());
}

}  // namespace
}  // namespace mockmeter::testing
