// What a month costs, by days and in all.

#include <gtest/gtest.h>

#include <chrono>
#include <cmath>

#include "tests/providers/upstash/support.h"

namespace mockmeter::testing::upstash {
namespace {

constexpr std::size_t kToday = 19;  // of kDefaultClock

std::int64_t milli_dollars(const Json& dollars) {
  return std::llround(dollars.get<double>() * 1e3);
}

std::int64_t day(const Json& body, std::size_t index) {
  return milli_dollars(body.at("daily_billings")[index].at("y"));
}

std::int64_t total(const Json& body) { return milli_dollars(body.at("total_monthly_billing")); }

void expect_sum(const Json& body) {
  std::int64_t sum = 0;
  for (std::size_t k = 0; k < body.at("days").size(); ++k) sum += day(body, k);
  EXPECT_EQ(sum, total(body));
}

TEST(UpstashStats, DaysAreBilledAsTheMonth) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    Mock mock(make_settings({.seed = seed}));
    set_plan(mock, kFree, "paid");
    mock.advance_clock(std::chrono::hours(100));
    for (const std::string_view id : {kPaid, kFree}) expect_sum(stats(mock, id));
    EXPECT_GT(total(stats(mock, kPaid)), 0);
  }
}

// Source: stats page, total_monthly_billing: 5.806, which is 180 / 31.
TEST(UpstashBilling, AFixedPlanCostsItsShareOfTheMonthEachDay) {
  Mock mock(make_settings());
  const Json body = stats(mock, kPaid);
  EXPECT_EQ(body.at("daily_billings")[0].at("y"), 5.806);
  EXPECT_EQ(day(body, kToday + 1), 0);
  EXPECT_EQ(body.at("total_monthly_billing"), 116.129);
  for (const char* last_second : {"2026-02-28T23:59:59Z", "2028-02-29T23:59:59Z",
                                  "2026-04-30T23:59:59Z", "2026-05-31T23:59:59Z"}) {
    Mock end(make_settings({.clock = last_second}));
    EXPECT_EQ(stats(end, kPaid).at("total_monthly_billing"), 180) << last_second;
  }
}

TEST(UpstashBilling, OrNothingUnderTheVariant) {
  Mock mock(make_settings({.variants = {{"upstash.fixed_plan_billing", "nothing"}}}));
  const Json body = stats(mock, kPaid);
  EXPECT_EQ(body.at("total_monthly_billing"), 0);
  EXPECT_EQ(day(body, 0), 0);
}

TEST(UpstashBilling, TheFreePlanCostsNothing) {
  Mock mock(make_settings());
  EXPECT_EQ(stats(mock, kFree).at("total_monthly_billing"), 0);
}

TEST(UpstashBilling, PayAsYouGoCountsMessagesFromTheChangeOn) {
  Mock mock(make_settings());
  set_plan(mock, kFree, "paid");
  EXPECT_EQ(total(stats(mock, kFree)), 0);
  mock.advance_clock(std::chrono::hours(48));
  const Json body = stats(mock, kFree);
  EXPECT_EQ(day(body, kToday - 1), 0);
  const auto requests = body.at("daily_requests")[kToday + 1].at("y").get<std::int64_t>();
  EXPECT_NEAR(static_cast<double>(day(body, kToday + 1)), static_cast<double>(requests) / 100, 1);
}

TEST(UpstashBilling, WhatWasBilledStays) {
  Mock mock(make_settings());
  const Json before = stats(mock, kPaid);
  set_plan(mock, kPaid, "paid");
  EXPECT_EQ(stats(mock, kPaid).at("daily_billings"), before.at("daily_billings"));
  EXPECT_EQ(total(stats(mock, kPaid)), total(before));
  set_plan(mock, kPaid, "qstash_fixed_10m");
  mock.advance_clock(std::chrono::hours(24));
  const Json after = stats(mock, kPaid);
  for (std::size_t k = 0; k < kToday; ++k) EXPECT_EQ(day(after, k), day(before, k)) << k;
  EXPECT_EQ(day(after, kToday + 1), 13548);  // 420 / 31
  expect_sum(after);
}

TEST(UpstashBilling, TheSamePlanTwiceCostsNoMore) {
  Mock once(make_settings());
  Mock twice(make_settings());
  for (int i = 0; i < 5; ++i) set_plan(twice, kPaid, "qstash_fixed_1m");
  for (Mock* mock : {&once, &twice}) mock->advance_clock(std::chrono::hours(48));
  EXPECT_EQ(total(stats(once, kPaid)), total(stats(twice, kPaid)));
}

TEST(UpstashBilling, ADeletedUserCostsNothingAfterItsEnd) {
  Mock mock(make_settings({.world = "states"}));  // deleted on 2026-05-14
  const Json body = stats(mock, "5e0c0006-7d1a-4c3b-9e2f-1a2b3c4d5e06");
  EXPECT_GT(day(body, 12), 0);
  for (std::size_t k = 14; k < 31; ++k) EXPECT_EQ(day(body, k), 0) << k;
}

}  // namespace
}  // namespace mockmeter::testing::upstash
