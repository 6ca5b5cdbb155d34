// What a plan brings, and whether the worlds' plans fit their traffic.

#include <gtest/gtest.h>

#include "tests/providers/upstash/support.h"

namespace mockmeter::testing::upstash {
namespace {

constexpr const char* kPlans[] = {"paid", "qstash_fixed_1m", "qstash_fixed_10m",
                                  "qstash_fixed_100m"};

/// The free user, once it has that plan.
Json user_with(Mock& mock, const char* plan) {
  set_plan(mock, kFree, plan);
  return read(mock, path("user", kFree));
}

Json limits_of(const Json& user) {
  Json limits = Json::object();
  for (const auto& [name, value] : user.items()) {
    if (name.starts_with("max_")) limits[name] = value;
  }
  return limits;
}

TEST(UpstashPlans, EveryPairOfPlansDiffersInItsLimits) {
  Mock mock(make_settings());
  std::vector<Json> users{read(mock, path("user", kFree))};
  for (const char* plan : kPlans) users.push_back(user_with(mock, plan));
  for (std::size_t left = 0; left < users.size(); ++left) {
    for (std::size_t right = 0; right < left; ++right) {
      EXPECT_NE(limits_of(users[left]), limits_of(users[right])) << left << ' ' << right;
      EXPECT_NE(users[left].at("max_requests_per_day"), users[right].at("max_requests_per_day"));
    }
  }
}

// Source: pricing page: messages a day, message size, retention of dead letters, price a month.
TEST(UpstashPlans, FixedPlansAreThoseOfThePricingPage) {
  Mock mock(make_settings());
  const struct {
    const char* plan;
    Json members;
  } cases[] = {
      {"qstash_fixed_1m",
       {{"max_requests_per_day", 1'000'000},
        {"reserved_price", 180},
        {"max_dlq_retention_time_milis", 2'592'000'000},
        {"max_global_parallelism", 200}}},
      {"qstash_fixed_10m",
       {{"max_requests_per_day", 10'000'000},
        {"reserved_price", 420},
        {"max_dlq_retention_time_milis", 7'776'000'000},
        {"max_global_parallelism", 1000}}},
      {"qstash_fixed_100m", {{"max_requests_per_day", 100'000'000}, {"reserved_price", 1800}}}};
  for (const auto& [plan, members] : cases) {
    const Json user = user_with(mock, plan);
    EXPECT_EQ(user.at("reserved_type"), plan);
    EXPECT_EQ(user.at("max_message_size"), 52'428'800) << plan;
    for (const auto& [name, value] : members.items()) EXPECT_EQ(user.at(name), value) << plan;
  }
}

/// The days of the month behind a clock, none of them above `most` requests and messages.
void expect_days_below(Mock& mock, std::string_view id, std::int64_t most) {
  const Json days = read(mock, path("stats", id)).at("daily_requests");
  for (const Json& day : days) {
    const auto count =
        day.at("y").get<std::int64_t>() + day.at("workflow_message").get<std::int64_t>();
    EXPECT_LT(count, most) << day;
  }
}

TEST(UpstashPlans, TrafficFitsThePlanByAnyClock) {
  for (int year = 2024; year <= 2049; ++year) {
    for (const char* end : {"-01-31", "-02-28", "-03-31", "-04-30", "-05-31", "-06-30", "-07-31",
                            "-08-31", "-09-30", "-10-31", "-11-30", "-12-31"}) {
      Mock mock(make_settings({.clock = std::to_string(year) + end + "T23:59:59Z"}));
      expect_days_below(mock, kFree, 1000);
      expect_days_below(mock, kPaid, 1'000'000);
    }
  }
}

TEST(UpstashPlans, TrafficOfTheOtherWorldFitsItsPlans) {
  for (const char* clock : {"2026-05-20T12:00:00Z", "2049-12-31T23:59:59Z"}) {
    Mock mock(make_settings({.world = "states", .clock = clock}));
    for (const Json& user : read(mock, "/v2/qstash/users")) {
      expect_days_below(mock, user.at("id").get<std::string>(),
                        user.at("max_requests_per_day").get<std::int64_t>());
    }
  }
}

TEST(UpstashPlans, PlansMayBeTakenInAnyOrder) {
  Mock mock(make_settings());
  for (const char* from : kPlans) {
    const Json before = user_with(mock, from);
    for (const char* to : kPlans) {
      user_with(mock, to);
      EXPECT_EQ(user_with(mock, from), before) << from << ' ' << to;
    }
  }
}

}  // namespace
}  // namespace mockmeter::testing::upstash
