#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ostream>
#include <utility>

#include "server/control/admin/admin.h"
#include "server/control/faults/fault.h"
#include "tests/support/mock_fixture.h"

namespace mockmeter::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

class JournalRoutesTest : public ::testing::Test {
 protected:
  explicit JournalRoutesTest(std::size_t entries = 100) : mock_(settings_of(entries)) {}

  static MockSettings settings_of(std::size_t entries) {
    MockSettings settings = make_settings();
    settings.journal.entries = entries;
    return settings;
  }
  Response ask(std::string_view method, std::string_view path, std::string body = "") {
    return handle_admin(mock_,
                        make_request(method, "/__admin" + std::string(path), {}, std::move(body)));
  }
  Json got(std::string_view path) { return body_of(ask("GET", path)); }
  Json posted(std::string_view path, std::string body) {
    return body_of(ask("POST", path, std::move(body)));
  }
  Mock mock_;
};

TEST_F(JournalRoutesTest, EntriesHaveWireMocksMembers) {
  get(mock_, "/v2/qstash/users?x=1&x=2", {{"Host", "mock:8080"}, {"A", "1"}, {"A", "2"}});
  const Json journal = got("/requests");
  EXPECT_EQ(journal["meta"]["total"], 1);
  EXPECT_EQ(journal["requestJournalDisabled"], false);
  const Json& event = journal["requests"][0];
  EXPECT_EQ(event["wasMatched"], true);
  EXPECT_EQ(event["operation"], "upstash.list_qstash_users");
  EXPECT_EQ(event["response"]["status"], 401);
  const Json& request = event["request"];
  EXPECT_EQ(request["url"], "/v2/qstash/users?x=1&x=2");
  EXPECT_EQ(request["absoluteUrl"], "http://mock:8080/v2/qstash/users?x=1&x=2");
  EXPECT_EQ(request["method"], "GET");
  EXPECT_EQ(request["headers"]["A"], Json::parse(R"(["1","2"])"));
  EXPECT_EQ(request["queryParams"]["x"]["values"], Json::parse(R"(["1","2"])"));
  EXPECT_EQ(request["loggedDate"], 1779278400000);
  EXPECT_EQ(request["loggedDateString"], kDefaultClock);
  const std::string by_id = "/requests/" + event["id"].get<std::string>();
  EXPECT_EQ(got(by_id), event);
  EXPECT_EQ(got("/requests/1"), event);
  EXPECT_EQ(ask("DELETE", by_id).status, 200);
  EXPECT_EQ(ask("GET", by_id).status, 404);
}

TEST_F(JournalRoutesTest, CredentialsAreShownByTheirNamesInTheWorld) {
  get(mock_, "/v2/qstash/users", kUpstashKey);
  get(mock_, "/v1/developer/usage", bearer("zk_test_professional"));
  get(mock_, "/v1/developer/usage", bearer("sk_live_abcdefgh"));
  const Json entries = got("/requests")["requests"];
  EXPECT_EQ(entries[2]["credential"], "upstash-test");
  EXPECT_EQ(entries[2]["request"]["headers"]["Authorization"], "Basic upstash-test");
  EXPECT_EQ(entries[1]["credential"], "key_pro_production");
  EXPECT_EQ(entries[0]["looksLive"], true);
  EXPECT_THAT(entries.dump(), Not(HasSubstr("abcdefgh")));
  EXPECT_EQ(posted("/requests/count",
                   R"({"headers":{"authorization":{"equalTo":"Basic upstash-test"}}})")["count"],
            1);
}

TEST_F(JournalRoutesTest, CountsFindsAndRemovesByPattern) {
  get(mock_, "/v2/qstash/users");
  get(mock_, "/v2/qstash/ipv4");
  get(mock_, "/v2/qstash/ipv4");
  const std::string pattern = R"({"urlPath":"/v2/qstash/ipv4"})";
  EXPECT_EQ(posted("/requests/count", pattern),
            Json::parse(R"({"count":2,"requestJournalDisabled":false})"));
  EXPECT_EQ(posted("/requests/find", pattern)["requests"].size(), 2U);
  EXPECT_EQ(posted("/requests/remove", pattern)["serveEvents"].size(), 2U);
  EXPECT_EQ(posted("/requests/count", pattern)["count"], 0);
  EXPECT_EQ(got("/requests")["meta"]["counts"],
            Json::parse(R"({"upstash.list_qstash_users":{"401":1}})"));
  EXPECT_EQ(ask("DELETE", "/requests").status, 200);
  EXPECT_EQ(got("/requests")["meta"]["total"], 0);
}

TEST_F(JournalRoutesTest, UnmatchedHaveTheirNearMisses) {
  const Response response = get(mock_, "/v2/qstash/userz");
  EXPECT_THAT(std::string(response.headers.get("X-Mockmeter-Hint").value_or("")),
              HasSubstr("upstash.list_qstash_users"));
  get(mock_, "/robots.txt");
  get(mock_, "/v2/qstash/users");
  EXPECT_EQ(got("/requests/unmatched")["requests"].size(), 2U);
  EXPECT_EQ(got("/requests?unmatched=true")["requests"].size(), 2U);
  const Json misses = got("/requests/unmatched/near-misses")["nearMisses"];
  ASSERT_EQ(misses.size(), 6U);
  EXPECT_EQ(misses[3]["request"]["url"], "/v2/qstash/userz");
  EXPECT_EQ(misses[3]["stubMapping"]["name"], "upstash.list_qstash_users");
  EXPECT_GT(misses[3]["matchResult"]["distance"], 0.0);
  EXPECT_THAT(misses[3]["differences"][0].get<std::string>(), HasSubstr("userz"));
  EXPECT_EQ(got("/requests/unmatched/near-misses?limit=1")["nearMisses"].size(), 3U);
  EXPECT_EQ(got("/requests/1")["nearMisses"].size(), 3U);
}

TEST_F(JournalRoutesTest, VerifySaysWhatCameClosest) {
  get(mock_, "/v2/qstash/ipv4");
  get(mock_, "/v2/qstash/ipv4");
  const std::string ipv4 = R"("method":"GET","urlPath":"/v2/qstash/ipv4")";
  EXPECT_EQ(ask("POST", "/verify", "{" + ipv4 + "}").status, 200);
  EXPECT_EQ(posted("/verify", "{" + ipv4 + R"(,"atLeast":2,"atMost":2})"),
            Json::parse(R"({"verified":true,"count":2})"));
  const Response few = ask("POST", "/verify", "{" + ipv4 + R"(,"atLeast":3})");
  EXPECT_EQ(few.status, 406);
  EXPECT_EQ(few.headers.get("Content-Type"), "application/problem+json");
  EXPECT_EQ(body_of(few)["detail"], "expected at least 3, found 2");
  const Response many = ask("POST", "/verify", "{" + ipv4 + R"(,"atMost":1})");
  EXPECT_EQ(many.status, 406);
  EXPECT_EQ(body_of(many)["inconclusive"], false);
  const Json none = posted("/verify", R"({"method":"POST","urlPath":"/v2/qstash/ipv4"})");
  EXPECT_EQ(none["closest"]["request"]["url"], "/v2/qstash/ipv4");
  EXPECT_THAT(none["differences"], ElementsAre(R"(method: expected equal to "POST", found "GET")"));
}

class SmallJournalTest : public JournalRoutesTest {
 protected:
  SmallJournalTest() : JournalRoutesTest(2) {}
};

TEST_F(SmallJournalTest, WhatNeedsDroppedEntriesIsInconclusive) {
  for (int i = 0; i < 5; ++i) get(mock_, "/v2/qstash/ipv4");
  const std::string ipv4 = R"({"urlPath":"/v2/qstash/ipv4")";
  const Json count = posted("/requests/count", ipv4 + "}");
  EXPECT_EQ(count["count"], 2);
  EXPECT_EQ(count["atMost"], 5);
  EXPECT_EQ(count["inconclusive"], true);
  EXPECT_EQ(posted("/requests/find", ipv4 + "}")["inconclusive"], true);
  const Response unsure = ask("POST", "/verify", ipv4 + R"(,"atLeast":3})");
  EXPECT_EQ(unsure.status, 406);
  EXPECT_EQ(body_of(unsure)["inconclusive"], true);
  EXPECT_EQ(ask("POST", "/verify", ipv4 + R"(,"atLeast":2})").status, 200);
  EXPECT_EQ(posted("/verify", ipv4 + R"(,"atLeast":6})")["inconclusive"], false);
  EXPECT_EQ(posted("/verify", R"({"urlPath":"/v2/qstash/users","atMost":0})")["verified"], true);
  EXPECT_EQ(got("/requests?since=1")["meta"]["inconclusive"], true);
  EXPECT_FALSE(got("/requests?since=3")["meta"].contains("inconclusive"));
  EXPECT_EQ(got("/requests")["meta"]["counts"]["upstash.list_qstash_ipv4"]["200"], 5);
  EXPECT_EQ(ask("GET", "/requests/1").status, 404);
}

TEST_F(JournalRoutesTest, RefusesWhatItCannotUnderstandWhole) {
  struct Case {
    const char* method;
    const char* path;
    const char* body;
    int status;
    const char* pointer;
  };
  const std::vector<Case> cases{
      {"POST", "/requests/count", R"({"bodyPatterns":[]})", 422, "/bodyPatterns"},
      {"POST", "/requests/count", R"({"method":7})", 422, "/method"},
      {"POST", "/requests/find", R"({"headers":{"A":{"equalTo":7}}})", 422, "/headers/A/equalTo"},
      {"POST", "/requests/find", R"({"headers":{"A":{"matchesJsonPath":"$"}}})", 422,
       "/headers/A/matchesJsonPath"},
      {"POST", "/requests/remove", R"({"urlPattern":"("})", 422, "/urlPattern"},
      {"POST", "/requests/remove", R"({"url":"/a","urlPath":"/a"})", 422, ""},
      {"POST", "/verify", R"({"atLeast":-1})", 422, "/atLeast"},
      {"POST", "/verify", R"({"atLeast":2,"atMost":1})", 422, "/atMost"},
      {"GET", "/requests?since=yesterday", "", 400, "?since"},
      {"GET", "/requests?limit=few", "", 400, "?limit"},
  };
  get(mock_, "/v2/qstash/ipv4");
  for (const Case& c : cases) {
    const Response response = ask(c.method, c.path, c.body);
    EXPECT_EQ(response.status, c.status) << c.path << c.body;
    const Json fault = body_of(response)["errors"][0];
    EXPECT_EQ(fault["pointer"], c.pointer) << c.path << c.body;
    EXPECT_FALSE(fault["expected"].get<std::string>().empty());
    EXPECT_FALSE(fault["found"].get<std::string>().empty());
  }
  EXPECT_EQ(got("/requests")["meta"]["total"], 1) << "nothing was removed";
  EXPECT_EQ(ask("GET", "/requests?a=%zz").status, 400);
  EXPECT_EQ(ask("GET", "/requests/count").status, 405);
  EXPECT_EQ(ask("GET", "/requests/unmatched/nothing").status, 404);
  EXPECT_EQ(ask("GET", "/requests/").status, 404);
}

TEST_F(JournalRoutesTest, HarIsComplete) {
  get(mock_, "/v2/qstash/users?a=b", {{"Host", "h"}, {"Authorization", "Bearer sk_live_abcdef"}});
  send(mock_, "POST", "/v1/developer/keys", bearer("zk_test_professional"), R"({"name":"n"})");
  const Json har = got("/requests.har");
  EXPECT_EQ(har["log"]["version"], "1.2");
  EXPECT_EQ(har["log"]["entries"].size(), 2U);
  const Json& first = har["log"]["entries"][0];
  EXPECT_EQ(first["request"]["url"], "http://h/v2/qstash/users?a=b");
  EXPECT_EQ(first["request"]["queryString"][0]["value"], "b");
  EXPECT_EQ(har["log"]["entries"][1]["request"]["postData"]["text"], R"({"name":"n"})");
  EXPECT_THAT(har.dump(), Not(HasSubstr("abcdef\"")));
}

TEST_F(JournalRoutesTest, HarNamesTheAuthorityAloneForAnAsterisk) {
  mock_.handle(make_request("OPTIONS", "*", {{"Host", "h:1"}}));
  EXPECT_EQ(got("/requests.har")["log"]["entries"][0]["request"]["url"], "http://h:1");
  EXPECT_EQ(got("/requests")["requests"][0]["request"]["absoluteUrl"], "http://h:1");
}

struct FaultyDelivery {
  const char* fault;
  int status;
  std::size_t bytes;
  const char* error;  ///< empty = the response is whole
};

void PrintTo(const FaultyDelivery& row, std::ostream* out) { *out << row.fault; }

class FaultyDeliveryTest : public ::testing::TestWithParam<FaultyDelivery> {};

TEST_P(FaultyDeliveryTest, IsShownAsItLeft) {
  const auto& [fault, status, bytes, error] = GetParam();
  MockSettings settings = make_settings();
  settings.faults = {parse_fault(fault)};
  Mock mock(settings);
  get(mock, "/v2/qstash/ipv4");
  const auto admin = [&mock](const char* path) {
    return body_of(handle_admin(mock, make_request("GET", path)));
  };
  const Json journal = admin("/__admin/requests");
  const Json& event = journal["requests"][0];
  EXPECT_EQ(event["faults"], Json::array({fault}));
  EXPECT_EQ(event["response"]["status"], status);
  EXPECT_EQ(event["response"]["bodySize"], bytes);
  EXPECT_EQ(event["response"].value("error", ""), error);
  EXPECT_EQ(event["response"]["headers"].empty(), status == 0);
  EXPECT_EQ(journal["meta"]["counts"]["upstash.list_qstash_ipv4"][std::to_string(status)], 1);
  const Json har = admin("/__admin/requests.har");
  const Json& response = har["log"]["entries"][0]["response"];
  EXPECT_EQ(response["status"], status);
  EXPECT_EQ(response["bodySize"], bytes);
  EXPECT_EQ(response.value("_error", ""), error);
}

INSTANTIATE_TEST_SUITE_P(
    Kinds, FaultyDeliveryTest,
    ::testing::Values(FaultyDelivery{"empty,times=1", 0, 0, "net::ERR_EMPTY_RESPONSE"},
                      FaultyDelivery{"reset", 0, 0, "net::ERR_CONNECTION_RESET"},
                      FaultyDelivery{"reset=5", 200, 5, "net::ERR_CONNECTION_RESET"},
                      FaultyDelivery{"truncate=5", 200, 5, "net::ERR_CONTENT_LENGTH_MISMATCH"},
                      FaultyDelivery{"hang", 0, 0, "net::ERR_TIMED_OUT"},
                      FaultyDelivery{"garbage", 0, 512, "net::ERR_INVALID_HTTP_RESPONSE"},
                      FaultyDelivery{"delay=300ms", 200, 39, ""}));

}  // namespace
}  // namespace mockmeter::testing
