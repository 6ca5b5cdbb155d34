#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/providers/zkscore/support.h"

namespace mockmeter::zkscore {
namespace {

using ::testing::HasSubstr;
using ::testing::MatchesRegex;

const Headers kOwner = bearer("zk_test_professional");

Response create(Mock& mock, const Json& body) {
  return testing::send(mock, "POST", kKeys, kOwner, body.dump());
}

Response revoke(Mock& mock, const std::string& id, const Headers& caller = kOwner) {
  return testing::send(mock, "DELETE", std::string(kKeys) + "/" + id, caller);
}

Json list(Mock& mock, const std::string& query = "") {
  return body_of(testing::get(mock, std::string(kKeys) + query, kOwner));
}

TEST(ApiKeys, ListHasEveryStatusAndNoSecret) {
  Mock mock(make_settings());
  const Json body = list(mock);
  const Json& summary = body["summary"];
  EXPECT_EQ(summary["totalKeys"], 7);
  EXPECT_EQ(summary["activeKeys"], 4);
  EXPECT_EQ(summary["inactiveKeys"], 1);
  EXPECT_EQ(summary["expiredKeys"], 1);
  EXPECT_EQ(summary["revokedKeys"], 1);
  EXPECT_EQ(body.dump().find("zk_test_"), std::string::npos);
}

TEST(ApiKeys, UsageOfAKeyIsThatOfTheUsageEndpoint) {
  Mock mock(make_settings());
  const Json body = list(mock);
  std::int64_t total = 0;
  for (const Json& key : body["keys"]) {
    const Json& usage = key["usage"];
    total += usage["totalRequests"].get<std::int64_t>();
    EXPECT_LE(usage["requestsToday"], usage["requestsThisWeek"]);
    EXPECT_LE(usage["requestsThisWeek"], usage["requestsThisMonth"]);
    EXPECT_EQ(key["lastUsed"], usage["lastRequestAt"]);
    const Response same =
        ask_usage(mock, "?timeframe=all&granularity=month&keyId=" + key["id"].get<std::string>());
    if (same.status == 200) {
      const Json there = body_of(same)["usage"];
      EXPECT_EQ(usage["totalRequests"], there["totalRequests"]);
      EXPECT_EQ(usage["peakRequestsPerHour"], there["peakRequestsPerHour"]);
    } else {
      EXPECT_EQ(usage["totalRequests"], 0);
    }
  }
  EXPECT_EQ(body["summary"]["totalRequests"], total);
}

TEST(ApiKeys, LastRequestIsTheLastSecondThatCounted) {
  Mock mock(make_settings());
  const Json revoked = list(mock)["keys"][6];
  ASSERT_EQ(revoked["id"], "key_pro_revoked");
  const auto last = revoked["lastUsed"].get<std::string>();
  EXPECT_LE(last, "2026-04-10T16:45:00Z");
  EXPECT_GT(last, "2026-04-10T16:40:00Z");
  EXPECT_EQ(list(mock)["keys"][4]["lastUsed"], nullptr) << "never used";
}

TEST(ApiKeys, ListIsPaged) {
  Mock mock(make_settings());
  const Json body = list(mock, "?limit=2&offset=1");
  EXPECT_EQ(body["keys"][0]["id"], "key_pro_staging");
  EXPECT_EQ(body["keys"].size(), 2U);
  EXPECT_EQ(body["pagination"].dump(), R"({"total":7,"limit":2,"offset":1,"hasMore":true})");
  for (const char* bad : {"?limit=0", "?limit=101", "?offset=-1", "?limit=", "?limit=1&limit=1"}) {
    EXPECT_EQ(testing::get(mock, std::string(kKeys) + bad, kOwner).status, 400) << bad;
  }
}

TEST(ApiKeys, NewKeyIsListedWorksAndIsRevoked) {
  Mock mock(make_settings());
  const Json created = body_of(create(mock, {{"name", "ci"}}));
  const auto secret = created["apiKey"].get<std::string>();
  const auto id = created["keyId"].get<std::string>();
  EXPECT_THAT(secret, MatchesRegex("zk_prod_[a-z0-9]{32}"));
  EXPECT_EQ(created["key"]["status"], "active");

  EXPECT_EQ(list(mock)["keys"][7]["id"], id);
  EXPECT_EQ(list(mock).dump().find(secret), std::string::npos) << "only shown once";
  EXPECT_EQ(ask_usage(mock, "", secret).status, 200);
  EXPECT_EQ(ask_usage(mock, "?keyId=" + id, secret).status, 404) << "no traffic yet";

  const Json revoked = body_of(revoke(mock, id));
  EXPECT_EQ(revoked["keyId"], id);
  EXPECT_EQ(revoked["revokedAt"], "2026-05-20T12:00:00Z");
  EXPECT_EQ(ask_usage(mock, "", secret).status, 401);
  EXPECT_EQ(list(mock)["keys"][7]["status"], "revoked");
  EXPECT_EQ(list(mock)["summary"]["revokedKeys"], 2);
}

TEST(ApiKeys, KeysOfOneMockDifferAndThoseOfTwoMocksAreTheSame) {
  Mock one(make_settings());
  Mock two(make_settings());
  const Json first = body_of(create(one, {{"name", "ci"}}));
  const Json second = body_of(create(one, {{"name", "ci"}}));
  EXPECT_NE(first["apiKey"], second["apiKey"]);
  EXPECT_NE(first["keyId"], second["keyId"]);
  EXPECT_EQ(first, body_of(create(two, {{"name", "ci"}})));
}

TEST(ApiKeys, RevokedKeyStopsCountingThere) {
  Mock mock(make_settings());
  const auto requests = [&] {
    return usage_of(mock, "?keyId=key_pro_staging&timeframe=30d")["usage"]["totalRequests"];
  };
  const Json before = requests();
  ASSERT_EQ(revoke(mock, "key_pro_staging").status, 200);
  EXPECT_EQ(requests(), before);
  mock.advance_clock(std::chrono::hours{2});
  EXPECT_EQ(ask_usage(mock, "?keyId=key_pro_staging&timeframe=1h").status, 404);
}

TEST(ApiKeys, RevokingAgainChangesNothing) {
  Mock mock(make_settings());
  const Json first = body_of(revoke(mock, "key_pro_mobile"));
  mock.advance_clock(std::chrono::hours{1});
  const Json again = body_of(revoke(mock, "key_pro_mobile"));
  EXPECT_EQ(again["success"], true);
  EXPECT_EQ(again["revokedAt"], first["revokedAt"]);
}

TEST(ApiKeys, UnknownAndForeignKeysAreNotFound) {
  Mock mock(make_settings());
  for (const char* id : {"nobody", "key_free_main", "%20"}) {
    const Response response = revoke(mock, id);
    EXPECT_EQ(response.status, 404) << id;
    EXPECT_EQ(body_of(response)["error"], "NOT_FOUND");
  }
  EXPECT_EQ(ask_usage(mock, "", "zk_test_free").status, 200) << "not revoked by a stranger";
}

TEST(ApiKeys, ExpiryEndsTheKeyByTheClock) {
  Mock mock(make_settings());
  const Json created =
      body_of(create(mock, {{"name", "ci"}, {"expiry", "2026-05-20T14:00:00+01:00"}}));
  EXPECT_EQ(created["key"]["expiry"], "2026-05-20T13:00:00Z");
  const auto secret = created["apiKey"].get<std::string>();
  EXPECT_EQ(ask_usage(mock, "", secret).status, 200);
  mock.advance_clock(std::chrono::hours{1});
  EXPECT_EQ(ask_usage(mock, "", secret).status, 401);
}

TEST(ApiKeys, StructuredBodyIsKept) {
  Mock mock(make_settings());
  const Json permissions = Json::parse(
      R"([{"resource":"scores","actions":["read"],"restrictions":{"chains":["base"]}}])");
  const Json body =
      body_of(create(mock, {{"name", "Scores"},
                            {"description", "reads"},
                            {"permissions", permissions},
                            {"rateLimit", {{"requestsPerMinute", 10}, {"burstLimit", 5}}},
                            {"webhooks", Json::array({{{"url", "https://example.com"},
                                                       {"events", Json::array({"key.usage"})},
                                                       {"secret", "hush"}}})},
                            {"metadata", {{"env", "test"}}}}));
  EXPECT_EQ(body["key"]["permissions"], permissions);
  EXPECT_EQ(body["key"]["rateLimit"].dump(),
            R"({"requestsPerMinute":10,"requestsPerHour":50000,"requestsPerDay":1000000,)"
            R"("burstLimit":5})");
  EXPECT_EQ(body["webhooks"][0]["url"], "https://example.com");
  EXPECT_EQ(body.dump().find("hush"), std::string::npos);
  EXPECT_EQ(list(mock)["keys"][7]["metadata"]["env"], "test");
  const Response use = ask_usage(mock, "", body["apiKey"].get<std::string>());
  EXPECT_EQ(use.status, 403) << "a key for scores manages nothing";
  EXPECT_EQ(use.headers.get("X-RateLimit-Limit"), "10");
}

TEST(ApiKeys, SimpleBodyOfTheGuideIsTaken) {
  Mock mock(make_settings());
  const Json body = body_of(
      create(mock, Json::parse(R"({"name":"a","permissions":["read","write"],"rateLimit":1000})")));
  EXPECT_EQ(body["key"]["permissions"].dump(),
            R"([{"resource":"all","actions":["read","write"],"restrictions":{}}])");
  EXPECT_EQ(body["key"]["rateLimit"]["requestsPerMinute"], 1000);
  EXPECT_EQ(ask_usage(mock, "", body["apiKey"].get<std::string>()).status, 200);
}

struct BadBody {
  const char* body;
  const char* words;
};

constexpr BadBody kBadBodies[] = {
    {"{", "not JSON"},
    {"", "not JSON"},
    {"[]", "Invalid request body"},
    {"{}", "name"},
    {R"({"name":""})", "/name"},
    {R"({"name":7})", "/name"},
    {R"({"name":"a","permissions":["admin"]})", "Invalid permissions"},
    {R"({"name":"a","permissions":[]})", "Invalid permissions"},
    {R"({"name":"a","permissions":"read"})", "Invalid permissions"},
    {R"({"name":"a","permissions":null})", "Invalid permissions"},
    {R"({"name":"a","permissions":[{"resource":"scores"}]})", "Invalid permissions"},
    {R"({"name":"a","permissions":[{"resource":"money","actions":["read"]}]})",
     "Invalid permissions"},
    {R"({"name":"a","permissions":[{"resource":"all","actions":["read"],"restrictions":1}]})",
     "Invalid permissions"},
    {R"({"name":"a","permissions":["read",{"resource":"all","actions":["read"]}]})",
     "Invalid permissions"},
    {R"({"name":"a","rateLimit":1001})",
     "Rate limit too high: requestsPerMinute may be at most 1000"},
    {R"({"name":"a","rateLimit":{"requestsPerDay":1000001}})", "Rate limit too high"},
    {R"({"name":"a","rateLimit":0})", "/rateLimit"},
    {R"({"name":"a","rateLimit":99999999999999999999})", "/rateLimit"},
    {R"({"name":"a","expiry":"tomorrow"})", "Invalid expiry"},
    {R"({"name":"a","expiry":"2026-05-20T12:00:00Z"})", "Invalid expiry"},
    {R"({"name":"a","webhooks":[{}]})", "/webhooks"},
};

TEST(ApiKeys, BadBodiesAreRefusedAndChangeNothing) {
  Mock mock(make_settings());
  for (const BadBody& bad : kBadBodies) {
    const Response response = testing::send(mock, "POST", kKeys, kOwner, bad.body);
    ASSERT_EQ(response.status, 400) << bad.body << response.body;
    EXPECT_EQ(body_of(response)["error"], "INVALID_PARAMETERS");
    EXPECT_THAT(response.body, HasSubstr(bad.words)) << bad.body;
  }
  EXPECT_EQ(list(mock)["summary"]["totalKeys"], 7);
}

TEST(ApiKeys, OtherContentTypesAndLargeBodiesAreRefused) {
  Mock mock(make_settings());
  Headers form = kOwner;
  form.add("Content-Type", "application/x-www-form-urlencoded");
  const Request posted = testing::make_request("POST", kKeys, form, "name=a");
  EXPECT_EQ(body_of(mock.handle(posted))["error"], "UNSUPPORTED_MEDIA_TYPE");
  const Response large = create(mock, {{"name", std::string(70'000, 'x')}});
  EXPECT_EQ(large.status, 413);
  EXPECT_EQ(body_of(large)["error"], "PAYLOAD_TOO_LARGE");
}

TEST(ApiKeys, ResetForgetsWhatWasMade) {
  Mock mock(make_settings());
  const auto secret = body_of(create(mock, {{"name", "ci"}}))["apiKey"].get<std::string>();
  mock.reset();
  EXPECT_EQ(ask_usage(mock, "", secret).status, 401);
}

}  // namespace
}  // namespace mockmeter::zkscore
