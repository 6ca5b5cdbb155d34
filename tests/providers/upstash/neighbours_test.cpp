// What clients call on their way to QStash.

#include <gtest/gtest.h>

#include "tests/providers/upstash/support.h"

namespace mockmeter::testing::upstash {
namespace {

const Headers kAuditor = basic("audit@example.com:upstash-team-key");

TEST(UpstashNeighbours, ListsAreEmpty) {
  Mock mock(make_settings());
  for (const char* target : {"/v2/redis/databases", "/v2/vector/index", "/v2/search"}) {
    EXPECT_EQ(get(mock, target, kUpstashKey).body, "[]") << target;
    EXPECT_EQ(get(mock, target).status, 401) << target;
  }
}

TEST(UpstashNeighbours, EveryDatabaseIsUnknown) {
  Mock mock(make_settings());
  const struct {
    const char* method;
    const char* target;
  } calls[] = {{"GET", "/v2/redis/database/x"},    {"GET", "/v2/redis/database/x?credentials=hide"},
               {"GET", "/v2/redis/stats/x"},       {"GET", "/v2/redis/stats/x?period=7d"},
               {"DELETE", "/v2/redis/database/x"}, {"POST", "/v2/redis/reset-password/x"}};
  for (const auto& [method, target] : calls) {
    const Response response = send(mock, method, target, kUpstashKey);
    EXPECT_EQ(response.status, 404) << target;
    EXPECT_EQ(response.body, R"("database not found")") << target;
  }
}

TEST(UpstashNeighbours, AReadOnlyKeyIsToldSo) {
  Mock mock(make_settings());
  for (const char* target : {"/v2/redis/database", "/v2/redis/reset-password/x"}) {
    const Response response = send(mock, "POST", target, read_only_key());
    EXPECT_EQ(response.status, 403) << target;
    EXPECT_NE(response.body.find("Readonly API key"), std::string::npos) << target;
  }
}

TEST(UpstashNeighbours, NoDatabaseIsMade) {
  Mock mock(make_settings());
  const Response response = send(mock, "POST", "/v2/redis/database", kUpstashKey,
                                 R"({"database_name":"a","region":"global"})");
  EXPECT_EQ(response.status, 501);
  EXPECT_EQ(response.body, R"("creating a database is not mocked")");
}

TEST(UpstashNeighbours, TeamsAreThoseOfTheEmail) {
  Mock mock(make_settings());
  const Json teams = read(mock, "/v2/teams");
  ASSERT_EQ(teams.size(), 1U);
  EXPECT_EQ(teams[0], (Json{{"team_id", kTeam}, {"team_name", "platform"}, {"copy_cc", false}}));
  EXPECT_EQ(body_of(get(mock, "/v2/teams", kAuditor)), teams);
  const Json members = read(mock, "/v2/teams/" + std::string(kTeam));
  ASSERT_EQ(members.size(), 3U);
  EXPECT_EQ(members[2].at("member_email"), "audit@example.com");
  EXPECT_EQ(members[2].at("member_role"), "readonly");
  EXPECT_EQ(members[2].at("team_id"), kTeam);
  EXPECT_EQ(members[2].at("team_name"), "platform");
}

TEST(UpstashNeighbours, TeamsOfOthersAreUnknown) {
  Mock mock(make_settings({.world = "states"}));
  EXPECT_EQ(get(mock, "/v2/teams", kUpstashKey).body, "[]");
  for (const char* target : {"/v2/teams/acme-platform", "/v2/teams/nobody"}) {
    const Response response = get(mock, target, kUpstashKey);
    EXPECT_EQ(response.status, 404) << target;
    EXPECT_EQ(response.body, R"("team not found")") << target;
  }
}

}  // namespace
}  // namespace mockmeter::testing::upstash
