// What a plan brings, and whether the worlds' plans fit their traffic.

#include <gtest/gtest.h>

#include "tests/providers/upstash/support.h"

namespace mockmeter::testing::upstash {
namespace {

constexpr const char* kPlans[] = {"paid", "qstash_fixed_1m", "qstash_fixed_10m",
                                  "qstash_fixed_100m"};

Json set_plan(Mock& mock, const char* name) {
  const Response response = send(mock, "POST", path("set-plan", kFree), kUpstashKey,
                                 Json{{"plan_name", name}}.dump());
  EXPECT_EQ(response.body, R"("OK")") << name;
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
  for (const char* plan : kPlans) users.push_back(set_plan(mock, plan));
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
       {{"max_requests_per_day", 1'000'000}, {"reserved_price", 180},
        {"max_dlq_retention_time_milis", 2'592'000'000}, {"max_global_parallelism", 200}}},
      {"qstash_fixed_10m",
       {{"max_requests_per_day", 10'000'000}, {"reserved_price", 420},
        {"max_dlq_retention_time_milis", 7'776'000'000}, {"max_global_parallelism", 1000}}},
      {"qstash_fixed_100m", {{"max_requests_per_day", 100'000'000}, {"reserved_price", 1800}}}};
  for (const auto& [plan, members] : cases) {
    const Json user = set_plan(mock, plan);
    EXPECT_EQ(user.at("reserved_type"), plan);
    EXPECT_EQ(user.at("max_message_size"), 52'428'800) << plan;
    for (const auto& [name, value] : members.items()) EXPECT_EQ(user.at(name), value) << plan;
  }
}

TEST(UpstashPlans, PlansMayBeTakenInAnyOrder) {
  Mock mock(make_settings());
  for (const char* from : kPlans) {
    const Json before = set_plan(mock, from);
    for (const char* to : kPlans) {
      set_plan(mock, to);
      EXPECT_EQ(set_plan(mock, from), before) << from << ' ' << to;
    }
  }
}

}  // namespace
}  // namespace mockmeter::testing::upstash
