#include <gtest/gtest.h>

#include <stdexcept>
#include <string>

#include "conformance/evaluation/assertions/requests.h"
#include "tests/conformance/evaluation/trace_builder.h"

namespace mockmeter::conformance::testing {
namespace {

Exchange sent(const std::string& target) {
  Exchange exchange = get(target, 200, nullptr);
  exchange.headers.emplace_back("Accept", " application/json ");
  exchange.headers.emplace_back("X-Two", "a");
  exchange.headers.emplace_back("x-two", "b");
  return exchange;
}

TEST(Request, FollowsEveryRule) {
  const struct {
    const char* rules;
    const char* target;
    const char* failed;
  } kRows[] = {
      {R"({"method":"GET"})", "/", ""},
      {R"({"method":"POST"})", "/", "method"},
      {R"({"path":["/v2/a%2Fb"]})", "/v2/a%2fb?x=1", ""},
      {R"({"path":["/v2/x","/v2/y"]})", "/v2/y", ""},
      {R"({"path":["/v2/a%2Fb"]})", "/v2/a/b", "path"},
      {R"({"path":["/v2/x"]})", "/v2/X", "path"},
      {R"({"path_decodes_to":"/v2/a b~"})", "/v2/a%20b%7E", ""},
      {R"({"path_decodes_to":"/v2/a b~"})", "/v2/a+b~", "path_decodes_to"},
      {R"({"path_decodes_to":"/v2/a/b"})", "/v2/a%2Fb", "path_decodes_to"},
      {R"({"query":{"require":{"p":"1"}}})", "/?p=1", ""},
      {R"({"query":{"require":{"p":"1"}}})", "/?p=2", "query.p"},
      {R"({"headers":{"accept":{"equals":"application/json"}}})", "/", ""},
      {R"({"headers":{"accept":{"equals":"text/html"}}})", "/", "headers.accept.equals"},
      {R"({"headers":{"accept":{"matches":"json"}}})", "/", ""},
      {R"({"headers":{"accept":{"matches":"xml"}}})", "/", "headers.accept.matches"},
      {R"({"headers":{"host":{"matches":"."}}})", "/", "headers.host.matches"},
      {R"({"headers":{"accept":{"not_contains":"xml"}}})", "/", ""},
      {R"({"headers":{"accept":{"admits":"application/json"}}})", "/", ""},
      {R"({"headers":{"accept":{"admits":"text/html"}}})", "/", "headers.accept.admits"},
      {R"({"headers":{"host":{"admits":"text/html"}}})", "/", ""},
      {R"({"headers":{"accept":{"not_contains":"json"}}})", "/", "headers.accept.not_contains"},
      {R"({"headers":{"cookie":{"absent":true}}})", "/", ""},
      {R"({"headers":{"accept":{"absent":true}}})", "/", "headers.accept.absent"},
      {R"({"headers":{"accept":{"at_most_once":true}}})", "/", ""},
      {R"({"headers":{"x-two":{"at_most_once":true}}})", "/", "headers.x-two.at_most_once"},
      {R"({"headers":{"x-two":{"equals":"a"}}})", "/", "headers.x-two.equals"},
      {R"({"body":"none"})", "/", ""},
      {R"({"credential":"right"})", "/", ""},
      {R"({"credential":"none"})", "/", "credential"},
      {R"({"schema":true})", "/v2/qstash/stats/a%20b?period=30d", ""},
      {R"({"schema":true})", "/v2/qstash/stats/a?period=1y", "schema"},
      {R"({"schema":true})", "/v2/qstash/stats/?period=1h", "schema"},
      {R"({"schema":true})", "/v2/qstash/stats/a?period=1h&period=1h", "schema"},
  };
  for (const auto& row : kRows) {
    const auto checks = evaluate_request(Json::parse(row.rules), sent(row.target), call_of(kStats));
    EXPECT_EQ(failed(checks), row.failed) << row.rules << " " << row.target;
    EXPECT_FALSE(checks.empty());
  }
}

TEST(Request, IsJudgedWithItsBody) {
  Exchange exchange = sent("/v1/developer/keys");
  const Call call = call_of("zkscore.create_api_key");
  const auto evaluated = [&](const char* body, const char* rules) {
    exchange.body = body;
    return failed(evaluate_request(Json::parse(rules), exchange, call));
  };
  EXPECT_EQ(evaluated(R"({"name":"a"})", R"({"schema":true})"), "");
  EXPECT_EQ(evaluated(R"({"name":7})", R"({"schema":true})"), "schema");
  EXPECT_EQ(evaluated("{", R"({"schema":true})"), "schema");
  EXPECT_EQ(evaluated("", R"({"schema":true})"), "schema");
  EXPECT_EQ(evaluated("{}", R"({"body":"none"})"), "body");
}

TEST(Request, NamesWhatIsWrongWithAPath) {
  const struct {
    const char* wanted;
    const char* sent;
    const char* difference;
  } kRows[] = {
      {"/v2/a%20b", "/v2/a%2520b", "it is percent-encoded twice"},
      {"/v2/a%2Fb", "/v2/a/b", "it is not percent-encoded"},
      {"/v2/x/y", "/v2/x", "it ends too early"},
      {"/v2/x", "/api/v2/x", "something stands before it"},
      {"/v2/x", "/v2/x/", "it has a slash at its end"},
  };
  for (const auto& row : kRows) {
    const Json rules{{"path", Json::array({row.wanted})}};
    const auto checks = evaluate_request(rules, sent(row.sent), call_of(kStats));
    EXPECT_EQ(checks.front().difference, row.difference);
  }
}

TEST(Request, NamesEveryPathThatWillDoOnce) {
  const Json rules = Json::parse(R"({"path":["/v2/x","/v2/x","/v2/y"]})");
  EXPECT_EQ(evaluate_request(rules, sent("/v2/z"), call_of(kStats)).front().expected,
            "/v2/x or /v2/y");
}

TEST(Request, RefusesRulesItDoesNotKnow) {
  for (const char* const rules :
       {R"({"paths":[]})", R"({"body":"some"})", R"({"headers":{"a":{"is":"b"}}})"}) {
    EXPECT_THROW(evaluate_request(Json::parse(rules), sent("/"), call_of(kStats)),
                 std::invalid_argument)
        << rules;
  }
}

// Source: RFC 9110 section 12.5.1.
TEST(Request, AcceptsJsonInEveryWayToSayIt) {
  const auto admits = [](const char* accept) {
    Exchange exchange;
    exchange.target = "/";
    exchange.headers.emplace_back("accept", accept);
    const Json rules = Json::parse(R"({"headers":{"accept":{"admits":"application/json"}}})");
    return all_passed(evaluate_request(rules, exchange, {}));
  };
  for (const char* const each :
       {"*/*", "application/*", "Application/JSON",
        "text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2",
        "text/html;q=0.9,application/json;q=0.1", "*/*;q=0, application/json"}) {
    EXPECT_TRUE(admits(each)) << each;
  }
  for (const char* const each :
       {"", "text/html", "application/json;q=0", "*/*, application/json; q=0.0"}) {
    EXPECT_FALSE(admits(each)) << each;
  }
}

}  // namespace
}  // namespace mockmeter::conformance::testing
