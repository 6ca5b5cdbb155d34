// What the account endpoint answers: buckets, periods, metrics.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/providers/neon/asking.h"

namespace mockmeter::testing {
namespace {

using ::testing::ElementsAre;

std::vector<std::string> names_of(const Json& object) {
  std::vector<std::string> names;
  for (const auto& [name, value] : object.items()) names.push_back(name);
  return names;
}

std::vector<std::string> starts_of(const Json& buckets) {
  std::vector<std::string> starts;
  for (const Json& bucket : buckets) starts.push_back(bucket.at("timeframe_start"));
  return starts;
}

TEST(NeonAccount, BodyIsCompactAndInTheOrderOfTheFile) {
  const Response response = ask("account" + kThreeDays + "&include_v1_metrics=1");
  EXPECT_EQ(response.body, body_of(response).dump());
  const Json period = body_of(response).at("periods").at(0);
  EXPECT_THAT(names_of(period),
              ElementsAre("period_id", "period_plan", "period_start", "consumption"));
  EXPECT_THAT(
      names_of(period.at("consumption").at(0)),
      ElementsAre("timeframe_start", "timeframe_end", "active_time_seconds", "compute_time_seconds",
                  "written_data_bytes", "synthetic_storage_size_bytes", "data_storage_bytes_hour"));
}

TEST(NeonAccount, FloorsInUtcAfterTheOffset) {
  struct Case {
    const char* query;
    const char* first;
  };
  constexpr Case kCases[] = {
      {"?from=2026-05-15T00:30:00%2B02:00&to=2026-05-18T00:00:00Z&granularity=daily",
       "2026-05-14T00:00:00Z"},
      {"?from=2026-05-15T23:30:00-00:30&to=2026-05-18T00:00:00Z&granularity=daily",
       "2026-05-16T00:00:00Z"},
      {"?from=2026-05-19T15:59:59.999Z&to=2026-05-19T17:00:00Z&granularity=hourly",
       "2026-05-19T15:00:00Z"},
      {"?from=2026-02-15T15:30:00Z&to=2026-04-20T00:00:00Z&granularity=monthly",
       "2026-02-01T00:00:00Z"},
  };
  for (const Case& c : kCases) {
    EXPECT_EQ(account_buckets(c.query).at(0).at("timeframe_start"), c.first) << c.query;
  }
}

TEST(NeonAccount, ToIsFlooredAndExclusive) {
  EXPECT_THAT(starts_of(account_buckets("?from=2026-02-15T15:30:00Z&to=2026-04-20T00:00:00Z"
                                        "&granularity=monthly")),
              ElementsAre("2026-02-01T00:00:00Z", "2026-03-01T00:00:00Z"));
}

TEST(NeonAccount, NothingLiesAfterNowAndTheCurrentBucketGrows) {
  const std::string query =
      "?from=2026-05-20T00:00:00Z&to=2026-06-01T00:00:00Z&granularity=daily&include_v1_metrics=1";
  const Json noon = account_buckets(query);
  const Json evening = account_buckets(query, "napi_scale", {.clock = "2026-05-20T18:30:00Z"});
  ASSERT_EQ(noon.size(), 1U);
  ASSERT_EQ(evening.size(), 1U);
  EXPECT_EQ(noon[0]["timeframe_end"], "2026-05-21T00:00:00Z") << "not clipped";
  for (const auto& name : names_of(noon[0])) {
    if (name.starts_with("timeframe")) continue;
    EXPECT_GT(evening[0][name].get<std::int64_t>(), noon[0][name].get<std::int64_t>()) << name;
  }
  EXPECT_TRUE(account_buckets(query, "napi_scale", {.clock = "2026-05-20T00:00:00Z"}).empty())
      << "a bucket that begins now holds nothing yet";
}

TEST(NeonAccount, NothingBeforeTheUpgrade) {
  const Json periods = periods_of(
      "?from=2026-05-01T00:00:00Z&to=2026-05-07T00:00:00Z&granularity=daily", "napi_business");
  ASSERT_EQ(periods.size(), 1U);
  EXPECT_EQ(periods[0]["period_start"], "2026-05-04T09:30:00Z");
  EXPECT_THAT(starts_of(periods[0]["consumption"]),
              ElementsAre("2026-05-04T00:00:00Z", "2026-05-05T00:00:00Z", "2026-05-06T00:00:00Z"));
  EXPECT_TRUE(periods_of("?from=2026-04-01T00:00:00Z&to=2026-05-04T00:00:00Z&granularity=daily",
                         "napi_business")
                  .empty());
}

TEST(NeonAccount, APlanChangeSplitsItsDay) {
  const Json periods = periods_of(
      "?from=2026-05-12T00:00:00Z&to=2026-05-13T00:00:00Z&granularity=daily", "napi_enterprise");
  ASSERT_EQ(periods.size(), 2U);
  EXPECT_EQ(periods[0]["period_plan"], "business");
  EXPECT_EQ(periods[0]["period_end"], "2026-05-12T14:20:00Z");
  EXPECT_EQ(periods[1]["period_plan"], "enterprise");
  EXPECT_EQ(periods[1]["period_start"], "2026-05-12T14:20:00Z");
  EXPECT_FALSE(periods[1].contains("period_end"));
  for (const Json& period : periods) {
    EXPECT_THAT(starts_of(period["consumption"]), ElementsAre("2026-05-12T00:00:00Z"));
    EXPECT_GT(period["consumption"][0]["active_time_seconds"].get<int>(), 0);
  }
}

TEST(NeonAccount, APlanChangeToComeDoesNotEndThePeriod) {
  const Json periods =
      periods_of("?from=2026-05-10T00:00:00Z&to=2026-05-14T00:00:00Z&granularity=daily",
                 "napi_enterprise", {.clock = "2026-05-12T14:19:59Z"});
  ASSERT_EQ(periods.size(), 1U);
  EXPECT_FALSE(periods[0].contains("period_end"));
}

TEST(NeonAccount, MetricsComeInEveryEncoding) {
  const Json wanted =
      account_buckets(kThreeDays + "&metrics=active_time_seconds&metrics=data_storage_bytes_hour");
  for (const char* metrics :
       {"&metrics=active_time_seconds,data_storage_bytes_hour",
        "&metrics=data_storage_bytes_hour%2Cactive_time_seconds",
        "&metrics=active_time_seconds,active_time_seconds&metrics=data_storage_bytes_hour,",
        "&metrics=,data_storage_bytes_hour&metrics=&metrics=active_time_seconds",
        "&include_v1_metrics=false&metrics=active_time_seconds,data_storage_bytes_hour"}) {
    EXPECT_EQ(account_buckets(kThreeDays + metrics), wanted) << metrics;
  }
  EXPECT_GT(wanted[0]["active_time_seconds"].get<int>(), 0);
  EXPECT_EQ(wanted[0]["written_data_bytes"], 0) << "required, not asked for";
}

TEST(NeonAccount, WhatMeansDefaults) {
  const Json defaults = account_buckets(kThreeDays);
  for (const char* metrics : {"&metrics=", "&metrics=,", "&metrics[]=active_time_seconds",
                              "&metrics%5B%5D=active_time_seconds", "&unheard=of"}) {
    EXPECT_EQ(account_buckets(kThreeDays + metrics), defaults) << metrics;
  }
  EXPECT_EQ(account_buckets(kThreeDays + "&metrics=cpu_seconds,ram_bytes", "napi_scale",
                            {.variants = {{"neon.unknown_metric", "ignored"}}}),
            defaults);
}

TEST(NeonAccount, IncludeV1IsIgnoredBesideMetrics) {
  for (const char* query : {"&include_v1_metrics=true&metrics=active_time_seconds",
                            "&metrics=active_time_seconds&include_v1_metrics=true"}) {
    EXPECT_FALSE(account_buckets(kThreeDays + query)[0].contains("data_storage_bytes_hour"));
  }
  EXPECT_TRUE(account_buckets(kThreeDays + "&include_v1_metrics=true&metrics=")[0].contains(
      "data_storage_bytes_hour"));
}

TEST(NeonAccount, FilteredLeavesOutWhatWasNotAskedFor) {
  const Json buckets = account_buckets(kThreeDays + "&metrics=written_data_bytes", "napi_scale",
                                       {.variants = {{"neon.metrics_filter", "filtered"}}});
  EXPECT_THAT(names_of(buckets[0]),
              ElementsAre("timeframe_start", "timeframe_end", "written_data_bytes"));
}

TEST(NeonAccount, ZeroBucketsFollowTheirVariant) {
  // The preview branches of the youngest project sleep from 22 to 6 h.
  const std::string night =
      "projects?from=2026-05-19T23:00:00Z&to=2026-05-20T08:00:00Z&granularity=hourly&limit=1"
      "&metrics=active_time_seconds";
  const auto count = [&](const char* variant) {
    const Response response =
        ask(night, "napi_scale", {.variants = {{"neon.zero_buckets", variant}}});
    return buckets_of(body_of(response).at("projects").at(0).at("periods")).size();
  };
  EXPECT_EQ(count("present"), 9U);
  EXPECT_EQ(count("omitted"), 2U);
}

TEST(NeonAccount, OrganizationHasNumbersOfItsOwn) {
  EXPECT_NE(account_buckets(kThreeDays), account_buckets(kThreeDays + kOcean));
  EXPECT_EQ(account_buckets(kThreeDays),
            account_buckets(kThreeDays + "&org_id=7c41f0a6-2d8b-4e53-9a17-c5b06e93d284"));
}

TEST(NeonAccount, AMonthOfByteHoursPassesWhatADoubleHolds) {
  const Json buckets = account_buckets(
      "?from=2026-04-01T00:00:00Z&to=2026-05-01T00:00:00Z&granularity=monthly"
      "&metrics=data_storage_bytes_hour" +
      std::string(kOcean));
  EXPECT_GT(buckets[0]["data_storage_bytes_hour"].get<std::uint64_t>(), std::uint64_t{1} << 53U);
}

TEST(NeonAccount, StorageNeverDecreases) {
  const Json buckets = account_buckets(
      "?from=2026-05-14T00:00:00Z&to=2026-05-20T00:00:00Z&granularity=hourly"
      "&metrics=synthetic_storage_size_bytes,data_storage_bytes_hour");
  ASSERT_EQ(buckets.size(), 144U);
  for (std::size_t i = 0; i < buckets.size(); ++i) {
    EXPECT_EQ(buckets[i]["data_storage_bytes_hour"], buckets[i]["synthetic_storage_size_bytes"])
        << "the greatest level of an hour is the one at its end";
    if (i == 0) continue;
    EXPECT_GE(buckets[i]["data_storage_bytes_hour"].get<std::int64_t>(),
              buckets[i - 1]["data_storage_bytes_hour"].get<std::int64_t>());
  }
}

}  // namespace
}  // namespace mockmeter::testing
