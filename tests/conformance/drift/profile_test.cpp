#include "conformance/drift/profile.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace mockmeter::conformance::drift {
namespace {

using testing::ElementsAre;
using testing::Key;
using testing::Pair;

const Exchange::Headers kCredential{{"authorization", "Bearer x"}};
const Exchange::Headers kNone;
constexpr OperationInfo kClosed{};

std::string kind(std::string_view target, const Exchange::Headers& headers = kCredential) {
  const std::string body;
  return kind_of_request({"GET", target, headers, 200, kNone, body}, kClosed);
}

TEST(DriftProfile, FindsTheOperationBehindAGateway) {
  EXPECT_EQ(find_operation("GET", "/v2/qstash/users")->id, "upstash.list_qstash_users");
  EXPECT_EQ(find_operation("GET", "/a/b/v2/qstash/stats/x?period=1h")->id,
            "upstash.get_qstash_stats");
  EXPECT_EQ(find_operation("POST", "/v2/qstash/users"), nullptr);
  EXPECT_EQ(find_operation("GET", "/nothing"), nullptr);
  EXPECT_EQ(find_operation("GET", ""), nullptr);
}

TEST(DriftProfile, NamesTheKindOfARequest) {
  EXPECT_EQ(kind("/v2/things"), "no parameters");
  EXPECT_EQ(kind("/v2/things", kNone), "no credential");
  EXPECT_EQ(kind("/v2/things?period=1h", kNone), "no credential, ?period=1h");
  EXPECT_EQ(kind("/v2/things?to=2026-05-20T00%3A00%3A00Z&from=1750000000&granularity=daily&limit=10"
                 "&cursor=still-wind-17885041&metrics=a_b%2Cc"),
            "?cursor=*&from=*&granularity=daily&limit=10&metrics=a_b,c&to=*");
  EXPECT_EQ(kind("/x?api_key=opensesame"), "?api_key=*");
  EXPECT_EQ(kind("/x?ids=aa-11&ids=bb-22"), kind("/x?ids=cc-33"));
}

TEST(DriftProfile, ARecordingMayLackTheCredentialOfWhatSucceeded) {
  const std::string body;
  Observation seen{"GET", "/x", kNone, 200, kNone, body};
  seen.may_lack_credential = true;
  EXPECT_EQ(kind_of_request(seen, kClosed), "no parameters");
  OperationInfo open;
  open.open = true;
  EXPECT_EQ(kind_of_request(seen, open), "no credential");
  seen.status = 401;
  EXPECT_EQ(kind_of_request(seen, kClosed), "no credential");
}

Observation response(int status, const Exchange::Headers& headers, const std::string& body) {
  return {"GET", "/v2/qstash/users", kCredential, status, headers, body};
}

TEST(DriftProfile, KeepsWhatResponsesHaveInCommon) {
  const Exchange::Headers headers{{"Content-Type", "Application/JSON; charset=utf-8"},
                                  {"X-RateLimit-Limit", "5"},
                                  {"Date", "today"}};
  const std::string body = R"([{"state": "active"}])";
  const std::string page = "<html>";
  const std::string nothing;
  ServerProfile server;
  server.add(response(200, headers, body));
  server.add(response(200, kNone, page));
  server.add(response(0, kNone, nothing));
  server.add({"GET", "/elsewhere", kNone, 200, kNone, body});
  EXPECT_EQ(server.unmatched(), 1U);
  ASSERT_THAT(server.operations(), ElementsAre(Key("upstash.list_qstash_users")));
  const OperationProfile& profile = server.operations().begin()->second;
  EXPECT_EQ(profile.responses, 3U);
  const ResponseProfiles all = profile.all();
  ASSERT_THAT(all, ElementsAre(Key(0), Key(200)));
  const ResponseProfile& good = all.at(200);
  EXPECT_THAT(good.bodies, ElementsAre("JSON", "text that is no JSON"));
  EXPECT_THAT(good.media_types, ElementsAre("application/json", "no media type"));
  EXPECT_THAT(good.fields, ElementsAre(Pair("x-ratelimit-limit", 1)));
  EXPECT_EQ(good.shape.values, 1U);
}

TEST(DriftProfile, ACutBodyTellsNothing) {
  const std::string body = R"([{"state": )";
  ServerProfile server;
  Observation cut = response(200, kNone, body);
  cut.is_whole = false;
  server.add(cut);
  const ResponseProfiles all = server.operations().begin()->second.all();
  EXPECT_TRUE(all.at(200).bodies.empty());
  EXPECT_EQ(all.at(200).responses, 1U);
}

TEST(DriftProfile, SeesACursorThatComesBack) {
  constexpr std::string_view kPath = "/api/v2/consumption_history/projects?cursor=a-b";
  const std::string next = R"({"projects": [], "pagination": {"cursor": "c-d"}})";
  const std::string same = R"({"projects": [], "pagination": {"cursor": "a-b"}})";
  ServerProfile server;
  server.add({"GET", kPath, kCredential, 200, kNone, next});
  server.add({"GET", kPath, kCredential, 200, kNone, same});
  EXPECT_EQ(server.operations().begin()->second.all().at(200).repeated_cursors, 1U);
}

}  // namespace
}  // namespace mockmeter::conformance::drift
