// What the users look like, and what changes them.

#include <gtest/gtest.h>

#include "base/text/base64.h"
#include "tests/providers/upstash/support.h"

namespace mockmeter::testing::upstash {
namespace {

Json user(Mock& mock, std::string_view id) { return read(mock, path("user", id)); }

Json token_of(const Json& user_object, const char* member) {
  const auto text = base64_decode(user_object.at(member).get<std::string>());
  EXPECT_TRUE(text.has_value());
  return Json::parse(text.value_or("null"));
}

Response post(Mock& mock, std::string_view target, const std::string& body = "") {
  return send(mock, "POST", target, kUpstashKey, body);
}

Response patch_budget(Mock& mock, const std::string& body) {
  return send(mock, "PATCH", path("update-budget", kPaid), kUpstashKey, body);
}

TEST(UpstashUsers, ListHoldsOneUserPerRegion) {
  Mock mock(make_settings());
  const Json users = read(mock, "/v2/qstash/users");
  ASSERT_EQ(users.size(), 2U);
  EXPECT_EQ(users[0], user(mock, kPaid));
  EXPECT_EQ(users[1], user(mock, kFree));
  EXPECT_EQ(users[0].at("region"), "us-east-1");
  EXPECT_EQ(users[0].at("type"), "paid");
  EXPECT_EQ(users[1].at("region"), "eu-central-1");
  EXPECT_EQ(users[1].at("type"), "free");
}

// Source: list page, example; what names persons, secrets and times is the world's own: its users
// are there by every clock from 2024 on.
TEST(UpstashUsers, PaidUserHasTheLimitsOfTheDocumentedExample) {
  Mock mock(make_settings());
  const Json expected = Json::parse(R"({"active":true,"state":"active",
    "max_message_size":52428800,
    "max_requests_per_day":1000000,"max_requests_per_day_hard":10000000,
    "max_endpoints_per_topic":1000,"max_requests_per_second":500,"max_dlq_size":2147483647,
    "max_completion_tokens_per_day":10000,"max_completion_tokens_per_minute":1000,
    "max_completions_per_day":100,"max_completions_per_minute":10,"max_retries":20,
    "max_topics":1000,"max_schedules":1000000,"max_events_size":100000,
    "max_dlq_retention_time_milis":2592000000,"max_delay":2147483647,"max_parallelism":10,
    "max_global_parallelism":200,"max_queues":1000,"retention":7,"timeout":21600,
    "rate_limit":100,"type":"paid","reserved_type":"qstash_fixed_1m","reserved_price":180,
    "prod_pack_enabled":false,"prometheus_enabled":"false","enterprise":{"enabled":true},
    "region":"us-east-1","budget":0})");
  const Json paid = user(mock, kPaid);
  for (const auto& [name, value] : expected.items()) EXPECT_EQ(paid.at(name), value) << name;
  EXPECT_EQ(paid.at("customer_id"), "dev@example.com");
  EXPECT_EQ(paid.size(), 39U) << "40 documented, modifying_state only during a change";
}

TEST(UpstashUsers, SchemaFollowsTheVariant) {
  Mock older(make_settings());
  Mock newer(make_settings({.variants = {{"upstash.users_schema", "2026-07"}}}));
  for (const char* name : {"password", "retention", "rate_limit", "max_completions_per_day"}) {
    EXPECT_TRUE(user(older, kPaid).contains(name)) << name;
    EXPECT_FALSE(user(newer, kPaid).contains(name)) << name;
  }
  for (const char* name : {"read_only_token", "max_bandwidth_per_second", "deletion_time"}) {
    EXPECT_FALSE(user(older, kPaid).contains(name)) << name;
    EXPECT_TRUE(user(newer, kPaid).contains(name)) << name;
  }
  EXPECT_EQ(user(newer, kPaid).begin().key(), "customer_id");
  EXPECT_EQ(user(newer, kPaid).size(), 35U);
}

TEST(UpstashUsers, TokensNameTheUserAndItsPassword) {
  Mock mock(make_settings());
  const Json paid = user(mock, kPaid);
  EXPECT_EQ(token_of(paid, "token"), (Json{{"UserID", kPaid}, {"Password", paid.at("password")}}));
  EXPECT_TRUE(paid.at("token").get<std::string>().starts_with("eyJVc2VySUQi"));
}

TEST(UpstashUsers, StatesOfTheOtherWorldAreShown) {
  Mock mock(make_settings({.world = "states", .variants = {{"upstash.users_schema", "2026-07"}}}));
  const Json users = read(mock, "/v2/qstash/users");
  EXPECT_EQ(users[0].at("state"), "passive");
  EXPECT_EQ(users[1].at("modifying_state"), "suspended");
  EXPECT_FALSE(users[2].contains("reserved_type"));
  EXPECT_EQ(users[3].at("reserved_type"), "enterprise:acme");
  EXPECT_EQ(users[3].at("prometheus_enabled"), "true");
  EXPECT_EQ(users[4].at("customer_id"), "acme-platform");
  EXPECT_NE(users[5].at("deletion_time"), 0);
}

TEST(UpstashUsers, WhatHappensAfterNowHasNoTimeYet) {
  const Json variants{{"upstash.users_schema", "2026-07"}};
  Mock before(
      make_settings({.world = "states", .clock = "2026-05-01T00:00:00Z", .variants = variants}));
  Mock after(make_settings({.world = "states", .variants = variants}));
  EXPECT_EQ(read(before, "/v2/qstash/users")[1].at("last_plan_upgrade_time"), 0);
  EXPECT_EQ(read(after, "/v2/qstash/users")[1].at("last_plan_upgrade_time"), 1778000000);
  EXPECT_EQ(read(before, "/v2/qstash/users")[5].at("deletion_time"), 0);
  EXPECT_EQ(read(after, "/v2/qstash/users")[5].at("deletion_time"), 1778716800);
}

TEST(UpstashUsers, NobodyIsThereBeforeItsCreation) {
  Mock mock(make_settings({.world = "states", .clock = "2025-03-13T09:59:59Z"}));
  EXPECT_EQ(read(mock, "/v2/qstash/users"), Json::array());
  for (const char* what : {"user", "stats"}) {
    const std::string target = path(what, "5e0c0001-7d1a-4c3b-9e2f-1a2b3c4d5e01");
    EXPECT_EQ(get(mock, target, kUpstashKey).status, 404) << what;
    EXPECT_EQ(get(mock, "/v2/qstash/" + std::string(what), kUpstashKey).status, 404) << what;
  }
  Mock later(make_settings({.world = "states", .clock = "2025-03-13T10:00:00Z"}));
  EXPECT_EQ(read(later, "/v2/qstash/users").size(), 6U);
}

TEST(UpstashUsers, NoTimeOfTheDefaultWorldIsAfterNow) {
  for (const char* clock : {"2024-01-01T00:00:00Z", "2026-05-20T12:00:00Z"}) {
    Mock mock(make_settings({.clock = clock}));
    const Json users = read(mock, "/v2/qstash/users");
    EXPECT_EQ(users.size(), 2U);
    for (const Json& each : users) {
      EXPECT_LT(each.at("creation_time"), 1704067200) << clock;
      EXPECT_LT(each.at("last_plan_upgrade_time"), 1704067200) << clock;
    }
  }
}

TEST(UpstashChanges, RotatedTokenReplacesTheOldOneEverywhere) {
  Mock mock(make_settings({.variants = {{"upstash.users_schema", "2026-07"}}}));
  const Json before = user(mock, kPaid);
  const Json rotated = body_of(post(mock, path("rotate-token", kPaid)));
  EXPECT_NE(rotated.at("token"), before.at("token"));
  EXPECT_NE(rotated.at("read_only_token"), before.at("read_only_token"));
  EXPECT_EQ(user(mock, kPaid), rotated);
  EXPECT_EQ(read(mock, "/v2/qstash/users")[0], rotated);
  const Json again = body_of(post(mock, path("rotate-token", kPaid)));
  EXPECT_NE(again.at("token"), rotated.at("token"));
  EXPECT_NE(again.at("token"), before.at("token"));
  mock.reset();
  EXPECT_EQ(user(mock, kPaid), before);
}

TEST(UpstashChanges, PlanBringsTypePriceLimitsAndTheMomentOfTheUpgrade) {
  Mock mock(make_settings());
  const std::string stats_before = get(mock, path("stats", kFree), kUpstashKey).body;
  const Response response =
      post(mock, path("set-plan", kFree), R"({"plan_name":"qstash_fixed_10m"})");
  EXPECT_EQ(response.body, R"("OK")");
  const Json upgraded = user(mock, kFree);
  EXPECT_EQ(upgraded.at("type"), "paid");
  EXPECT_EQ(upgraded.at("reserved_type"), "qstash_fixed_10m");
  EXPECT_EQ(upgraded.at("max_requests_per_day"), 10'000'000);
  EXPECT_EQ(upgraded.at("last_plan_upgrade_time"), 1779278400);  // 2026-05-20T12:00:00Z
  EXPECT_EQ(upgraded.at("region"), "eu-central-1");
  const Json stats = Json::parse(stats_before);
  EXPECT_EQ(read(mock, path("stats", kFree)).at("daily_billings"), stats.at("daily_billings"));
}

TEST(UpstashChanges, UnknownPlansAreRefusedAndChangeNothing) {
  Mock mock(make_settings());
  const Json before = user(mock, kPaid);
  for (const char* body : {R"({"plan_name":"free"})", R"({"plan_name":"PAID"})",
                           R"({"plan_name":""})", R"({"plan_name":1})", R"({"plan_name":null})",
                           R"({})", R"([])", R"("paid")", "null", "{", "plan_name=paid"}) {
    const Response response = post(mock, path("set-plan", kPaid), body);
    EXPECT_EQ(response.status, 400) << body;
    EXPECT_TRUE(body_of(response).is_string()) << body;
  }
  EXPECT_EQ(post(mock, path("set-plan", kPaid)).status, 400) << "no body";
  EXPECT_EQ(user(mock, kPaid), before);
}

TEST(UpstashChanges, BudgetIsNothingOrTwentyToTenThousand) {
  Mock mock(make_settings());
  for (const int dollars : {20, 10000, 0, 21}) {
    const Response response = patch_budget(mock, Json{{"budget", dollars}}.dump());
    EXPECT_EQ(response.body, R"("OK")") << dollars;
    EXPECT_EQ(user(mock, kPaid).at("budget"), dollars);
  }
  for (const char* body : {"1", "19", "10001", "-1", "20.5", "\"20\"", "null", "true",
                           "9007199254740993", "18446744073709551616", "1e400", "[20]"}) {
    const Response response = patch_budget(mock, R"({"budget":)" + std::string(body) + '}');
    EXPECT_EQ(response.status, 400) << body;
  }
  EXPECT_EQ(user(mock, kPaid).at("budget"), 21);
}

TEST(UpstashChanges, ProductionPackGoesOnAndOff) {
  Mock mock(make_settings());
  EXPECT_EQ(post(mock, path("enable-prodpack", kPaid)).body, R"("OK")");
  EXPECT_EQ(user(mock, kPaid).at("prod_pack_enabled"), true);
  EXPECT_EQ(user(mock, kFree).at("prod_pack_enabled"), false);
  EXPECT_EQ(post(mock, path("disable-prodpack", kPaid)).body, R"("OK")");
  EXPECT_EQ(user(mock, kPaid).at("prod_pack_enabled"), false);
}

TEST(UpstashChanges, TeamBecomesTheCustomer) {
  Mock mock(make_settings());
  const auto move = [&](std::string_view id, std::string_view team) {
    return post(mock, "/v2/qstash/move-to-team",
                Json{{"qstash_id", id}, {"target_team_id", team}}.dump());
  };
  EXPECT_EQ(move(kPaid, "no-team").status, 404);
  EXPECT_EQ(move("no-user", kTeam).status, 404);
  EXPECT_EQ(user(mock, kPaid).at("customer_id"), "dev@example.com");
  EXPECT_EQ(move(kPaid, kTeam).body, R"("OK")");
  EXPECT_EQ(user(mock, kPaid).at("customer_id"), kTeam);
  EXPECT_EQ(read(mock, "/v2/qstash/users").size(), 2U) << "still seen by who moved it";
}

TEST(UpstashChanges, UnknownIdsAre404) {
  Mock mock(make_settings());
  for (const char* what : {"rotate-token", "enable-prodpack", "disable-prodpack"}) {
    EXPECT_EQ(post(mock, path(what, "nobody")).status, 404) << what;
  }
  EXPECT_EQ(post(mock, path("set-plan", "nobody"), R"({"plan_name":"paid"})").status, 404);
}

TEST(UpstashChanges, ContentTypeWithoutABodyIsAccepted) {
  Mock mock(make_settings());
  Headers headers = kUpstashKey;
  headers.add("Content-Type", "application/json");
  EXPECT_EQ(send(mock, "POST", path("enable-prodpack", kPaid), headers).status, 200);
}

TEST(UpstashChanges, OtherContentTypesAndLargeBodiesAreRefused) {
  Mock mock(make_settings());
  Headers headers = kUpstashKey;
  headers.add("Content-Type", "text/plain");
  Request request =
      make_request("POST", path("set-plan", kPaid), headers, R"({"plan_name":"paid"})");
  EXPECT_EQ(mock.handle(request).status, 415);
  request.body.assign(1 << 20, ' ');
  const Response response = mock.handle(request);
  EXPECT_EQ(response.status, 413);
  EXPECT_TRUE(body_of(response).is_string());
}

}  // namespace
}  // namespace mockmeter::testing::upstash
