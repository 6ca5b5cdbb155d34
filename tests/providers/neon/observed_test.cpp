// What live captures of 2026 say about the v2 endpoints, and the variants of those who disagree.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "tests/providers/neon/asking.h"

namespace mockmeter::testing {
namespace {

using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

const std::string kAllMetrics =
    "&metrics=compute_unit_seconds,root_branch_bytes_month,child_branch_bytes_month,"
    "instant_restore_bytes_month,public_network_transfer_bytes,private_network_transfer_bytes";
const std::string kFourDays =
    "?from=2026-05-16T00:00:00Z&to=2026-05-20T00:00:00Z&granularity=daily";
const std::string kHours = "?from=2026-05-19T00:00:00Z&to=2026-05-20T00:00:00Z&granularity=hourly";

Json projects_of(const std::string& query, const MockSetup& setup = {}) {
  return body_of(ask("v2/projects" + query + kOcean + "&limit=100", "napi_scale", setup))
      .at("projects");
}

/// The values of one metric of one project, bucket by bucket; 0 where it is left out.
std::vector<std::int64_t> values_of(const std::string& project, const std::string& metric,
                                    const std::string& range, const MockSetup& setup = {}) {
  const Json projects =
      projects_of(range + "&project_ids=" + project + "&metrics=" + metric, setup);
  std::vector<std::int64_t> values;
  for (const Json& bucket : buckets_of(projects.at(0).at("periods"))) {
    values.push_back(bucket.at("metrics").at(0).at("value"));
  }
  return values;
}

/// The names of the metrics of each bucket, in their order.
std::vector<std::string> orders_of(const Json& projects) {
  std::vector<std::string> orders;
  for (const Json& project : projects) {
    for (const Json& bucket : buckets_of(project.at("periods"))) {
      std::string order;
      for (const Json& metric : bucket.at("metrics"))
        order += metric["metric_name"].get<std::string>() + ' ';
      orders.push_back(order);
    }
  }
  return orders;
}

std::set<std::string> different(const std::vector<std::string>& texts) {
  return {texts.begin(), texts.end()};
}

// Source: usage calculations, 2026-05-28: 12 child branches, daily: "value": 288.
TEST(NeonObserved, ExtraBranchesAreTheHoursOfEachChildBranch) {
  const char* const metric = "extra_branches_month";
  EXPECT_THAT(values_of("tidal-shore-11223301", metric, kFourDays), ElementsAre(24, 24, 24, 24));
  EXPECT_THAT(values_of("soft-shadow-20845885", metric, kFourDays), ElementsAre(48, 48, 48, 48));
  EXPECT_THAT(values_of("green-leaf-20105674", metric, kFourDays), IsEmpty()) << "no child branch";
  const auto hours = values_of("tidal-shore-11223301", metric, kHours);
  EXPECT_THAT(hours, SizeIs(24));
  EXPECT_THAT(hours, Each(1));
}

TEST(NeonObserved, TheLastPageHasNoCursor) {
  Mock mock(make_settings());
  const std::string v2 = kFourDays + kOcean + "&metrics=compute_unit_seconds";
  EXPECT_FALSE(body_of(ask(mock, "v2/projects" + v2 + "&limit=100")).contains("pagination"));
  EXPECT_FALSE(body_of(ask(mock, "v2/projects" + v2 + "&project_ids=tidal-shore-11223301"))
                   .contains("pagination"));
  EXPECT_FALSE(body_of(ask(mock, "v2/branches" + v2 + "&project_ids=tidal-shore-11223301"))
                   .contains("pagination"));
  EXPECT_TRUE(body_of(ask(mock, "v2/projects" + v2 + "&limit=1")).contains("pagination"));
  EXPECT_TRUE(body_of(ask(mock, "projects" + kFourDays + "&limit=100")).contains("pagination"))
      << "the guide's sample of the legacy endpoint has one";
  const MockSetup with_cursor{.variants = {{"neon.v2_last_page", "cursor"}}};
  EXPECT_TRUE(body_of(ask("v2/projects" + v2 + "&limit=100", "napi_scale", with_cursor))
                  .contains("pagination"));
}

TEST(NeonObserved, RefusalsOfAPlanFollowTheirVariant) {
  const std::string v2 = "v2/projects" + kFourDays + kOcean + "&metrics=compute_unit_seconds";
  const std::string branches = "v2/branches" + kFourDays + kOcean +
                               "&project_ids=tidal-shore-11223301&metrics=compute_unit_seconds";
  const std::string scale =
      "This endpoint is not available. It is included with Scale plans and above";
  const std::string launch =
      "This endpoint is not available. It is included with Launch plans and above.";
  EXPECT_EQ(message_of(ask("account" + kFourDays, "napi_launch")), scale);
  EXPECT_EQ(message_of(ask("projects" + kFourDays, "napi_free")), scale);
  EXPECT_EQ(message_of(ask(v2, "napi_free")), launch);
  EXPECT_EQ(message_of(ask(branches, "napi_free")), launch);
  const MockSetup spec{.variants = {{"neon.plan_message", "spec"}}};
  for (const std::string& rest : {"account" + kFourDays, "projects" + kFourDays, v2, branches}) {
    const std::string message = message_of(ask(rest, "napi_free", spec));
    EXPECT_THAT(message, ::testing::HasSubstr("Enterprise plan")) << rest;
  }
}

TEST(NeonObserved, MetricsOfABucketComeInAnyOrderThatTheSeedDecides) {
  const Json projects = projects_of(kHours + kAllMetrics);
  EXPECT_GE(different(orders_of(projects)).size(), 10U);
  EXPECT_EQ(projects, projects_of(kHours + kAllMetrics));
  EXPECT_NE(orders_of(projects), orders_of(projects_of(kHours + kAllMetrics, {.seed = 2})));
  const MockSetup documented{.variants = {{"neon.metric_order", "documented"}}};
  for (const std::string& order : orders_of(projects_of(kHours + kAllMetrics, documented))) {
    if (order.find("root") == std::string::npos) continue;
    EXPECT_LT(order.find("compute") + 1, order.find("root") + 1) << order;
  }
}

/// How many metrics of all buckets are 0, by name.
std::map<std::string, int> zeros_of(const Json& projects) {
  std::map<std::string, int> zeros;
  for (const Json& project : projects) {
    for (const Json& bucket : buckets_of(project.at("periods"))) {
      for (const Json& metric : bucket.at("metrics")) {
        if (metric.at("value") == 0) ++zeros[metric.at("metric_name")];
      }
    }
  }
  return zeros;
}

TEST(NeonObserved, SomeZerosOfInstantRestoreAreWritten) {
  const auto zeros = zeros_of(projects_of(kHours + kAllMetrics));
  EXPECT_THAT(zeros, SizeIs(1));
  EXPECT_GE(zeros.at("instant_restore_bytes_month"), 3);
  const MockSetup omitted{.variants = {{"neon.zero_metrics", "omitted"}}};
  EXPECT_THAT(zeros_of(projects_of(kHours + kAllMetrics, omitted)), IsEmpty());
}

TEST(NeonObserved, BytesOfAMonthAreByteMonthsOrByteHours) {
  const MockSetup hours{.variants = {{"neon.bytes_month", "byte_hours"}}};
  for (const char* metric : {"root_branch_bytes_month", "instant_restore_bytes_month"}) {
    const auto months = values_of("tidal-shore-11223301", metric, kFourDays);
    const auto bytes = values_of("tidal-shore-11223301", metric, kFourDays, hours);
    ASSERT_EQ(months.size(), bytes.size());
    for (std::size_t i = 0; i < months.size(); ++i) {
      EXPECT_GT(months[i], 0);
      EXPECT_NEAR(static_cast<double>(bytes[i]) / static_cast<double>(months[i]), 744, 1) << metric;
    }
  }
}

TEST(NeonObserved, AKeyOfOneProjectReadsNoConsumption) {
  const std::string message =
      "not allowed to perform actions outside the project this key is scoped to; "
      "subject_project_id:\"quiet-lake-10482931\"";
  for (const std::string& rest :
       {"account" + kFourDays, "projects" + kFourDays + "&project_ids=quiet-lake-10482931"}) {
    const Response response = ask(rest, "napi_project");
    EXPECT_EQ(response.status, 404);
    EXPECT_EQ(message_of(response), message);
    EXPECT_EQ(body_of(response).at("code"), "");
  }
}

TEST(NeonObserved, TheWindowCountsFromNowOrFromTheBucket) {
  const MockSetup bucket{.variants = {{"neon.window_edge", "bucket"}}};
  for (const char* range : {"?from=2026-05-13T12:00:00Z&granularity=hourly",
                            "?from=2026-03-21T00:00:00Z&granularity=daily",
                            "?from=2025-05-01T00:00:00Z&granularity=monthly"}) {
    const std::string rest = "projects" + std::string(range) + "&to=2026-05-20T12:00:00Z";
    MockSetup later = bucket;
    later.clock = "2026-05-20T12:34:56Z";
    EXPECT_EQ(ask(rest, "napi_scale", {.clock = later.clock}).status, 406) << range;
    EXPECT_EQ(ask(rest, "napi_scale", later).status, 200) << range;
  }
}

TEST(NeonObserved, ARangeOfTheFutureIsEmptyOrRefused) {
  const std::string rest =
      "projects?from=2026-05-20T12:00:00Z&to=2026-05-21T00:00:00Z&granularity=hourly";
  EXPECT_EQ(ask(rest).status, 200);
  EXPECT_EQ(ask(rest, "napi_scale", {.variants = {{"neon.future_range", "406"}}}).status, 406);
}

TEST(NeonObserved, LegacyEndpointsMayServeEveryPaidPlan) {
  const MockSetup paid{.variants = {{"neon.legacy_access", "paid"}}};
  EXPECT_EQ(ask("account" + kFourDays, "napi_launch", paid).status, 200);
  EXPECT_EQ(ask("account" + kFourDays, "napi_free", paid).status, 403);
}

TEST(NeonObserved, SyntheticStorageOfProjectsMayBeZero) {
  const MockSetup zero{.variants = {{"neon.synthetic_storage", "zero"}}};
  const Json projects = body_of(ask("projects" + kFourDays, "napi_scale", zero)).at("projects");
  for (const Json& bucket : buckets_of(projects.at(0).at("periods"))) {
    EXPECT_EQ(bucket.at("synthetic_storage_size_bytes"), 0);
  }
  EXPECT_GT(account_buckets(kFourDays, "napi_scale", zero)[0]["synthetic_storage_size_bytes"], 0);
}

}  // namespace
}  // namespace mockmeter::testing
