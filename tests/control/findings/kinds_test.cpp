// The kinds that show in one request alone: what each finds, and what it leaves alone.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/control/findings/findings.h"
#include "tests/control/targets.h"
#include "tests/providers/upstash/support.h"
#include "tests/support/mock_fixture.h"

namespace mockmeter::testing {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

const std::string kEveryProject = kDailyProjects + "&limit=100";

TEST(Kinds, FindNothingInWhatAGoodClientSends) {
  Mock mock(make_settings());
  get(mock, "/v2/qstash/users", kUpstashKey);
  get(mock, upstash::path("stats", upstash::kPaid, "?period=3h"), kUpstashKey);
  send(mock, "HEAD", "/v2/qstash/users", kUpstashKey);
  get(mock, "/v2/qstash/ipv4");
  send(mock, "POST", upstash::path("set-plan", upstash::kPaid), kUpstashKey,
       R"({"plan_name":"paid"})");
  get(mock, kEveryProject + "&metrics=active_time_seconds&metrics=compute_time_seconds",
      bearer("napi_scale"));
  get(mock, "/v1/developer/usage?timeframe=7d&sortBy=timestamp&keyId=key_pro_production",
      kZkscoreKey);
  get(mock, "/api/v1/developer/keys?limit=1", kZkscoreKey);
  send(mock, "POST", "/v1/developer/keys", kZkscoreKey, R"({"name":"n"})");
  send(mock, "DELETE", "/v1/developer/keys/key_pro_staging", kZkscoreKey);
  get(mock, "/v2/qstash/user/nobody", kUpstashKey);              // 404: the data's matter
  get(mock, "/v1/developer/usage", bearer("zk_test_readonly"));  // 403: the key's
  EXPECT_THAT(findings_of(mock), IsEmpty()) << first_message(mock);
}

TEST(UnknownPath, IsEveryRequestThatFitsNoOperation) {
  Mock mock(make_settings());
  get(mock, "/v2/qstash/userz", kUpstashKey);
  EXPECT_THAT(first_message(mock), HasSubstr("GET /v2/qstash/users"));
  send(mock, "POST", "/v2/qstash/users", kUpstashKey);
  get(mock, "/v2/qstash/users", basic("dev@example.com:wrong"));  // matched: a 401
  get(mock, "/v2/qstash/user/nobody", kUpstashKey);               // and so is this 404
  EXPECT_THAT(findings_of(mock), ElementsAre("unmatched-request 1", "unmatched-request 1"));
}

TEST(NotMocked, IsARouteThatTheVendorDocuments) {
  Mock mock(make_settings());
  get(mock, "/api/v2/regions", bearer("napi_scale"));
  EXPECT_EQ(first_message(mock),
            "It is documented and not mocked here (not mocked: GET /api/v2/regions: Neon documents "
            "it, mockmeter does not have it); let something else respond to it.");
  get(mock, "/api/v2/projects/a/snapshots", bearer("napi_scale"));
  get(mock, "/api/v2/projects/b/snapshots", bearer("napi_scale"));  // the same route
  EXPECT_THAT(findings_of(mock), ElementsAre("not-mocked 1", "not-mocked 2"));
  send(mock, "POST", "/api/v2/regions", bearer("napi_scale"));  // no such method
  EXPECT_THAT(findings_of(mock), Contains("unmatched-request 1"));
}

/// By its hint and its near miss a removed route, one that never was and one that is not mocked are
/// told apart; Neon has the same words for all.
TEST(NotMocked, IsToldFromWhatIsGoneAndWhatNeverWas) {
  Mock mock(make_settings({.clock = "2026-06-01T00:00:00Z"}));
  const auto hint_of = [&](const char* path) {
    const Response response = get(mock, path, bearer("napi_scale"));
    EXPECT_EQ(body_of(response)["message"], "this route does not exist");
    return std::string(response.headers.get("X-Mockmeter-Hint").value_or(""));
  };
  EXPECT_THAT(hint_of("/api/v2/consumption_history/account"), HasSubstr("it is removed"));
  EXPECT_THAT(hint_of("/api/v2/consumption_history/accounts"), HasSubstr("segment 4 is"));
  EXPECT_THAT(hint_of("/api/v2/regions"), HasSubstr("not mocked"));
}

TEST(UnknownPath, IsAnOperationThatIsGone) {
  Mock mock(make_settings({.clock = "2026-06-01T00:00:00Z"}));
  get(mock, "/api/v2/consumption_history/account", bearer("napi_scale"));
  EXPECT_THAT(findings_of(mock), ElementsAre("unmatched-request 1"));
  EXPECT_THAT(first_message(mock), HasSubstr("it is removed"));
}

TEST(BodyOnGet, IsABodyWhereNoneMeansAnything) {
  struct Case {
    const char* method;
    const char* target;
    const char* body;
    bool found;
  };
  const std::vector<Case> cases{
      {"GET", "/v2/qstash/users", "{}", true},
      {"HEAD", "/v2/qstash/users", "x", true},
      {"DELETE", "/v2/redis/database/a", "{}", true},
      {"GET", "/v2/qstash/users", "", false},
      {"POST", "/v2/qstash/rotate-token/99a4c327-31f0-490f-a594-043ade84085a", "{}", false},
  };
  for (const Case& c : cases) {
    Mock mock(make_settings());
    send(mock, c.method, c.target, kUpstashKey, c.body);
    EXPECT_EQ(findings_of(mock),
              c.found ? std::vector<std::string>{"body-on-get 1"} : std::vector<std::string>{})
        << c.method << c.body;
  }
}

TEST(InvalidParameter, IsARefusalByTheOperation) {
  const std::string stats = upstash::path("stats", upstash::kPaid);
  const std::string budget = upstash::path("update-budget", upstash::kPaid);
  Mock mock(make_settings());
  get(mock, stats + "?period=2h", kUpstashKey);
  get(mock, stats + "?period=1h&period=1h", kUpstashKey);
  get(mock, stats + "?period=%zz", kUpstashKey);
  get(mock, stats + "?period=2h");  // 401 comes first: nobody looked at the period
  send(mock, "PATCH", budget, kUpstashKey, R"({"budget":5})");
  get(mock, "/v1/developer/usage?timeframe=2h", kZkscoreKey);
  EXPECT_THAT(findings_of(mock), ElementsAre("invalid-parameter 3", "malformed-authorization 1",
                                             "invalid-parameter 1", "invalid-parameter 1"));
  EXPECT_THAT(first_message(mock), HasSubstr("`mockmeter explain upstash.get_qstash_stats`"));
}

TEST(InvalidParameter, IsNeverWhatAFaultRefused) {
  Mock mock(make_settings());
  for (const char* fault : {"status=400", "status=422", "status=401", "html", "delay=1ms", "?!"}) {
    Headers headers = kUpstashKey;
    headers.add("Prefer", "fault=\"" + std::string(fault) + "\"");
    get(mock, upstash::path("stats", upstash::kPaid, "?period=3h"), headers);
  }
  EXPECT_THAT(findings_of(mock), IsEmpty()) << first_message(mock);
}

TEST(UndocumentedParameter, IsANameThatTheOperationDoesNotList) {
  Mock mock(make_settings());
  get(mock, kEveryProject + "&metrics[]=a&metrics[]=b", bearer("napi_scale"));
  EXPECT_THAT(first_message(mock), HasSubstr("send \"metrics\" instead"));
  get(mock, kEveryProject + "&Limit=7&verbose", bearer("napi_scale"));
  get(mock, "/v2/qstash/users?period=1h", kUpstashKey);
  get(mock, "/v2/qstash/ipv4?_=1", kUpstashKey);
  get(mock, "/v2/qstash/ipv4?_=2", kUpstashKey);
  EXPECT_THAT(findings_of(mock), ElementsAre("undocumented-parameter 1", "undocumented-parameter 1",
                                             "undocumented-parameter 1", "undocumented-parameter 1",
                                             "undocumented-parameter 2"));
}

TEST(Credential, IsMissingRepeatedOrOfAnotherForm) {
  struct Case {
    const char* target;
    Headers headers;
    const char* says;  // empty: nothing
  };
  const std::vector<Case> cases{
      {"/v2/qstash/users", {}, "No Authorization field"},
      {"/v2/qstash/users", {{"X-Api-Key", "upstash-test-key"}}, "No Authorization field"},
      {"/v2/qstash/users", bearer("upstash-test-key"), "no Basic credential"},
      {"/v2/qstash/users", {{"Authorization", "Basic upstash-test-key"}}, "no Basic credential"},
      {"/v2/qstash/users", {{"Authorization", "Basic"}}, "no Basic credential"},
      {"/v2/qstash/users", basic("dev@example.com:wrong"), ""},
      {"/v2/qstash/ipv4", {}, ""},
      {"/v2/qstash/ipv4", {{"Authorization", "a"}, {"authorization", "b"}}, "Several"},
      {"/v1/developer/keys", {{"Authorization", "zk_test_professional"}}, "no Bearer credential"},
      {"/v1/developer/keys", {{"Authorization", "Bearer "}}, "no Bearer credential"},
      {"/v1/developer/keys", bearer("zk_test_expired"), ""},
      {"/v1/developer/keys", bearer("zk_nobody"), ""},
  };
  for (const Case& c : cases) {
    Mock mock(make_settings());
    get(mock, c.target, c.headers);
    if (*c.says == '\0') {
      EXPECT_THAT(findings_of(mock), IsEmpty()) << first_message(mock);
    } else {
      EXPECT_THAT(findings_of(mock), ElementsAre("malformed-authorization 1")) << c.says;
      EXPECT_THAT(first_message(mock), HasSubstr(c.says));
    }
  }
}

TEST(SecretInUrl, IsFoundAndNeverShown) {
  const std::vector<std::string> targets{
      "/v2/qstash/users?api_key=hunter2hunter2",
      "/v2/qstash/users?note=upstash-test-key",
      "/v2/qstash/users?note=upstash%2Dtest%2Dkey",
      "/v2/qstash/user/sk_live_hunter2",
      "/v2/qstash/users?napi_scale",  // its name is no secret, but it is one
      "/nowhere/sk_live_hunter2",
  };
  for (const std::string& target : targets) {
    Mock mock(make_settings());
    get(mock, target, kUpstashKey);
    const auto findings = mock.findings().findings;
    const auto found = findings_of(mock);
    EXPECT_THAT(found, ::testing::Contains("secret-in-url 1")) << target;
    for (const RuleFinding& finding : findings) {
      const std::string shown = finding.message + request_line(*finding.first.record);
      EXPECT_THAT(shown, Not(HasSubstr("hunter2"))) << target;
      EXPECT_THAT(shown, Not(HasSubstr("test-key"))) << target;
    }
  }
}

TEST(Kinds, ShowNothingThatATerminalTakesForACommand) {
  Mock mock(make_settings());
  get(mock, "/v2/qstash/ipv4?%1b[2J=1");
  EXPECT_THAT(findings_of(mock), ElementsAre("undocumented-parameter 1"));
  EXPECT_THAT(first_message(mock), HasSubstr("\"?[2J\""));
}

TEST(Deprecated, IsAnOperationByTheClockALegacyOneOrAParameter) {
  const std::string account =
      "/api/v2/consumption_history/account?from=2026-02-01T00:00:00Z&to=2026-02-02T00:00:00Z"
      "&granularity=daily";
  Mock early(make_settings({.clock = "2026-02-15T23:59:59Z"}));
  get(early, account, bearer("napi_scale"));
  EXPECT_THAT(findings_of(early), IsEmpty());
  get(early, account + "&include_v1_metrics=false", bearer("napi_scale"));
  EXPECT_THAT(findings_of(early), ElementsAre("deprecated-use 1"));
  EXPECT_THAT(first_message(early), HasSubstr("\"include_v1_metrics\""));

  Mock late(make_settings({.clock = "2026-02-16T00:00:00Z"}));
  get(late, account + "&include_v1_metrics=true", bearer("napi_scale"));
  get(late, account, bearer("napi_scale"));
  EXPECT_THAT(findings_of(late), ElementsAre("deprecated-use 2", "deprecated-use 1"));

  Mock legacy(make_settings());
  get(legacy, "/v2/qstash/stats", kUpstashKey);
  get(legacy, "/v2/qstash/user", kUpstashKey);
  EXPECT_THAT(findings_of(legacy), ElementsAre("deprecated-use 1", "deprecated-use 1"));
}

}  // namespace
}  // namespace mockmeter::testing
