// Who may ask, and what a refusal looks like.

#include <gtest/gtest.h>

#include "tests/providers/upstash/support.h"

namespace mockmeter::testing::upstash {
namespace {

constexpr std::string_view kUsers = "/v2/qstash/users";

TEST(UpstashAccess, UnknownPathIs404WithOrWithoutCredentials) {
  Mock mock(make_settings());
  for (const char* target : {"/v2/qstash", "/v2/qstash/keys", "/v2/qstash/users/", "/v2/team",
                             "/v2/qstash/stats/", "/v2/QSTASH/users"}) {
    for (const Headers& headers : {Headers{}, kUpstashKey, basic("dev@example.com:wrong")}) {
      const Response response = get(mock, target, headers);
      EXPECT_EQ(response.status, 404) << target;
      EXPECT_EQ(response.body, R"("not found")") << target;
    }
  }
}

TEST(UpstashAccess, BadCredentialIs401InEitherShape) {
  const std::string valid = std::string(*kUpstashKey.get("Authorization"));
  const Headers cases[] = {{},
                           basic("dev@example.com:wrong"),
                           basic("other@example.com:upstash-test-key"),
                           basic("dev@example.com"),
                           basic(":"),
                           basic("dev@example.com:upstash-test-key "),
                           bearer("upstash-test-key"),
                           {{"Authorization", ""}},
                           {{"Authorization", "Basic"}},
                           {{"Authorization", "Basic !!!!"}},
                           {{"Authorization", "Basic\t" + valid.substr(6)}},
                           {{"Authorization", valid}, {"Authorization", valid}}};
  for (const char* shape : {"json_string", "object"}) {
    Mock mock(make_settings({.variants = {{"upstash.error_shape", shape}}}));
    for (const Headers& headers : cases) {
      const Response response = get(mock, kUsers, headers);
      EXPECT_EQ(response.status, 401);
      EXPECT_EQ(response.body, R"({"error":"Unauthorized"})");
      EXPECT_EQ(response.headers.get("Content-Type"), "application/json");
    }
  }
}

TEST(UpstashAccess, SchemeComparesWithoutCase) {
  Mock mock(make_settings());
  const std::string valid = std::string(*kUpstashKey.get("Authorization"));
  EXPECT_EQ(get(mock, kUsers, {{"authorization", "bASIC " + valid.substr(6)}}).status, 200);
}

TEST(UpstashAccess, AddressesNeedNoCredentials) {
  Mock mock(make_settings());
  const Response response = get(mock, "/v2/qstash/ipv4");
  EXPECT_EQ(response.body, R"(["3.125.136.186/32","18.198.95.233/32"])");
}

TEST(UpstashAccess, ReadOnlyKeyReadsButDoesNotWrite) {
  Mock mock(make_settings());
  EXPECT_EQ(get(mock, kUsers, read_only_key()).body, get(mock, kUsers, kUpstashKey).body);
  const struct {
    const char* method;
    std::string target;
  } writes[] = {{"POST", path("rotate-token", kPaid)},
                {"POST", path("set-plan", kPaid)},
                {"PATCH", path("update-budget", kPaid)},
                {"POST", path("enable-prodpack", kPaid)},
                {"POST", path("disable-prodpack", kPaid)},
                {"POST", "/v2/qstash/move-to-team"},
                {"DELETE", "/v2/redis/database/readonly-check-nonexistent"}};
  for (const auto& [method, target] : writes) {
    const Response response = send(mock, method, target, read_only_key());
    EXPECT_EQ(response.status, 403) << target;
    EXPECT_NE(response.body.find("Readonly API key"), std::string::npos) << target;
  }
}

TEST(UpstashAccess, ExpiredKeyIs401) {
  const Headers expired = basic("dev@example.com:upstash-expired-key");
  Mock mock(make_settings({.clock = "2024-01-01T00:00:00Z"}));
  EXPECT_EQ(get(mock, kUsers, expired).status, 401);
  EXPECT_EQ(get(mock, kUsers, expired).body, R"({"error":"Unauthorized"})");
  Mock before(make_settings({.clock = "2023-12-31T23:59:59.999Z"}));
  EXPECT_EQ(get(before, kUsers, expired).status, 200);
}

TEST(UpstashAccess, TeamKeyIsUsedWithTheEmailOfAnyMember) {
  Mock mock(make_settings());
  const Headers ops = basic("ops@example.com:upstash-team-key");
  const Headers auditor = basic("audit@example.com:upstash-team-key");
  EXPECT_EQ(get(mock, kUsers, ops).body, "[]") << "the team has no user yet";
  EXPECT_EQ(get(mock, path("user", kPaid), ops).status, 404);
  const Json move{{"qstash_id", kPaid}, {"target_team_id", kTeam}};
  EXPECT_EQ(send(mock, "POST", "/v2/qstash/move-to-team", kUpstashKey, move.dump()).status, 200);
  for (const Headers& member : {ops, auditor, basic("dev@example.com:upstash-team-key")}) {
    EXPECT_EQ(body_of(get(mock, kUsers, member)).size(), 1U);
    EXPECT_EQ(get(mock, path("stats", kPaid), member).status, 200);
    EXPECT_EQ(get(mock, path("user", kFree), member).status, 404);
  }
  EXPECT_EQ(get(mock, "/v2/qstash/user", ops).body, get(mock, path("user", kPaid), ops).body);
  EXPECT_EQ(send(mock, "POST", path("enable-prodpack", kPaid), ops).status, 200);
  const Response refusal = send(mock, "POST", path("enable-prodpack", kPaid), auditor);
  EXPECT_EQ(refusal.status, 403) << "the role readonly only reads";
  EXPECT_NE(refusal.body.find("Readonly API key"), std::string::npos);
}

TEST(UpstashAccess, KeysOfTeamsAndAccountsAreNotMixed) {
  Mock mock(make_settings());
  for (const char* pair :
       {"stranger@example.com:upstash-team-key", "ops@example.com:upstash-test-key",
        "7b0f9f6e-52d5-4a0b-8a63-6f3f0d5b1c20:upstash-team-key"}) {
    EXPECT_EQ(get(mock, kUsers, basic(pair)).status, 401) << pair;
  }
}

TEST(UpstashAccess, AnotherAccountsUserIsUnknown) {
  Mock mock(make_settings({.world = "states"}));
  const std::string target = path("user", "5e0c0007-7d1a-4c3b-9e2f-1a2b3c4d5e07");
  EXPECT_EQ(get(mock, target, basic("other@example.com:upstash-other-key")).status, 200);
  EXPECT_EQ(get(mock, target, kUpstashKey).status, 404);
  EXPECT_EQ(
      send(mock, "POST", path("rotate-token", "5e0c0007-7d1a-4c3b-9e2f-1a2b3c4d5e07"), kUpstashKey)
          .status,
      404);
}

TEST(UpstashAccess, PeriodIsJudgedBeforeTheId) {
  Mock mock(make_settings());
  EXPECT_EQ(get(mock, path("stats", "nobody", "?period=5m"), kUpstashKey).status, 400);
  EXPECT_EQ(get(mock, path("stats", "nobody", "?period=1d"), kUpstashKey).status, 404);
  EXPECT_EQ(get(mock, path("stats", "nobody", "?period=5m")).status, 401);
}

TEST(UpstashAccess, ErrorShapeFollowsTheVariant) {
  Mock mock(make_settings({.variants = {{"upstash.error_shape", "object"}}}));
  EXPECT_EQ(get(mock, path("user", "nobody"), kUpstashKey).body,
            R"({"error":"qstash user not found"})");
}

TEST(UpstashAccess, WrongMethodIs405WithTheAllowedOnes) {
  Mock mock(make_settings());
  const Response response = send(mock, "PUT", kUsers, kUpstashKey);
  EXPECT_EQ(response.status, 405);
  EXPECT_TRUE(body_of(response).is_string());
  EXPECT_TRUE(response.headers.get("Allow").has_value());
}

TEST(UpstashAccess, LegacyRoutesCanBeOffEvenForThoseWithoutCredentials) {
  Mock off(make_settings({.variants = {{"upstash.legacy_routes", "off"}}}));
  Mock on(make_settings());
  for (const char* target : {"/v2/qstash/user", "/v2/qstash/stats"}) {
    EXPECT_EQ(get(off, target).status, 404) << target;
    EXPECT_EQ(get(off, target, kUpstashKey).status, 404) << target;
    EXPECT_EQ(get(on, target).status, 401) << target;
  }
  EXPECT_EQ(get(on, "/v2/qstash/user", kUpstashKey).body,
            get(on, path("user", kPaid), kUpstashKey).body);
  EXPECT_EQ(get(on, "/v2/qstash/stats?period=3d", kUpstashKey).body,
            get(on, path("stats", kPaid, "?period=3d"), kUpstashKey).body);
  EXPECT_EQ(get(on, "/v2/qstash/stats?period=2d", kUpstashKey).status, 400);
}

TEST(UpstashAccess, AccountWithoutUsersHasNoDefault) {
  Mock mock(make_settings({.world = "states"}));
  const Headers empty = basic("empty@example.com:upstash-empty-key");
  EXPECT_EQ(get(mock, kUsers, empty).body, "[]");
  EXPECT_EQ(get(mock, "/v2/qstash/user", empty).status, 404);
  EXPECT_EQ(get(mock, "/v2/qstash/stats", empty).status, 404);
}

TEST(UpstashAccess, ClientsFindWhatTheyCallAtStart) {
  Mock mock(make_settings());
  EXPECT_EQ(get(mock, "/v2/redis/databases", kUpstashKey).body, "[]");
  const Response response =
      send(mock, "DELETE", "/v2/redis/database/readonly-check-nonexistent", kUpstashKey);
  EXPECT_EQ(response.status, 404);
  EXPECT_EQ(response.body, R"("database not found")");
}

TEST(UpstashAccess, BrokenTargetsAreRefusedInTheVendorsShape) {
  Mock mock(make_settings());
  for (const char* rest : {"?period=%zz", "?period=%ff", "?period=1h%", "?%"}) {
    const Response response = get(mock, path("stats", kPaid, rest), kUpstashKey);
    EXPECT_EQ(response.status, 400) << rest;
    EXPECT_TRUE(body_of(response).is_string()) << rest;
  }
  for (const char* id : {"%ff", "%zz"}) {
    EXPECT_EQ(get(mock, path("stats", id), kUpstashKey).status, 400) << id;
  }
  EXPECT_EQ(get(mock, path("stats", std::string(3000, 'a')), kUpstashKey).status, 414);
}

}  // namespace
}  // namespace mockmeter::testing::upstash
