#include "conformance/evaluation/assertions/requests.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "base/time/instant.h"
#include "tests/conformance/evaluation/trace_builder.h"

namespace mockmeter::conformance::testing {
namespace {

/// Three requests: 3 s and then 10 ms behind the response before, the last on another connection,
/// at 08:49:36.960 of a day.
std::vector<Exchange> three() {
  std::vector<Exchange> exchanges{get("/a", 503, nullptr, 0), get("/a", 503, nullptr, 3001),
                                  get("/a", 200, nullptr, 3012)};
  exchanges.back().connection = 2;
  exchanges.back().open_connections = 2;
  exchanges.back().received_on = from_unix_seconds(784'111'776) + std::chrono::milliseconds(960);
  return exchanges;
}

Evaluation evaluated_requests(const char* rules, std::vector<Exchange> exchanges) {
  TraceBuilder scene(Json{{"requests", Json::parse(rules)}});
  scene.trace.exchanges = std::move(exchanges);
  return scene.evaluated();
}

TEST(Requests, FollowEveryRule) {
  const struct {
    const char* rules;
    const char* failed;
  } kRows[] = {
      {R"({"count":{"exactly":3}})", ""},
      {R"({"count":{"exactly":2}})", "requests.count"},
      {R"({"count":{"at_least":3,"at_most":3}})", ""},
      {R"({"count":{"at_least":4}})", "requests.count"},
      {R"({"count":{"at_most":2}})", "requests.count"},
      {R"({"each":{"path":["/a"]}})", ""},
      {R"({"each":{"path":["/b"]}})", "requests[0].path requests[1].path requests[2].path"},
      {R"({"list":[{"method":"GET"},{"method":"PUT"}]})", "requests[1].method"},
      {R"({"list":[{},{},{},{}]})", "requests[3]"},
      {R"({"count":{"at_most":4},"list":[{},{},{},{}]})", ""},
      {R"({"delays":[{"at_least_ms":3000}]})", ""},
      {R"({"delays":[{"at_least_ms":3001}]})", "requests.delays[0]"},
      {R"({"delays":[{"at_most_ms":3000}]})", ""},
      {R"({"delays":[{"at_most_ms":2999}]})", "requests.delays[0]"},
      {R"({"delays":[{},{"at_least_ms":11}]})", "requests.delays[1]"},
      {R"({"delays":[{},{},{"at_least_ms":1000}]})", ""},
      {R"({"identical":true})", ""},
      {R"({"connections":{"exactly":2}})", ""},
      {R"({"connections":{"exactly":1}})", "requests.connections"},
      {R"({"open_connections":{"at_most":2}})", ""},
      {R"({"open_connections":{"at_most":1}})", "requests.open_connections"},
      {R"({"delays":[{},{"not_before":"Sun, 06 Nov 1994 08:49:36 GMT"}]})", ""},
      {R"({"delays":[{},{"not_before":"Sun Nov  6 08:49:37 1994"}]})", ""},  // timers are not exact
      {R"({"delays":[{},{"not_before":"Sun, 06 Nov 1994 08:49:38 GMT"}]})", "requests.delays[1]"},
  };
  for (const auto& row : kRows)
    EXPECT_EQ(failed(evaluated_requests(row.rules, three())), row.failed) << row.rules;
}

TEST(Requests, AreAlikeInAllThatCounts) {
  void (*const kChanges[])(Exchange&) = {
      [](Exchange& exchange) { exchange.method = "POST"; },
      [](Exchange& exchange) { exchange.target = "/a?"; },
      [](Exchange& exchange) { exchange.headers.clear(); },
      [](Exchange& exchange) { exchange.body = "x"; },
  };
  for (const auto change : kChanges) {
    auto exchanges = three();
    change(exchanges[1]);
    EXPECT_EQ(failed(evaluated_requests(R"({"identical":true})", exchanges)), "requests.identical");
  }
  auto exchanges = three();
  exchanges[1].headers.emplace_back("X-Attempt", "2");
  EXPECT_EQ(failed(evaluated_requests(R"({"identical":true})", exchanges)), "");
}

TEST(Requests, SayHowMuchTooEarlyOneCame) {
  const struct {
    int gap;
    int wanted;
    const char* difference;
  } kRows[] = {
      {1500, 2000, "500 ms too early"},
      {3, 2000, "milliseconds were waited, not seconds"},
      {-1, 2000, "the next request did not wait for the response"},
  };
  for (const auto& row : kRows) {
    TraceBuilder scene(
        Json{{"requests", {{"delays", Json::array({{{"at_least_ms", row.wanted}}})}}}});
    scene.trace.exchanges = {get("/a", 429, nullptr), get("/a", 200, nullptr, 1 + row.gap)};
    const Assertion found = check(scene.evaluated(), "requests.delays[0]");
    EXPECT_FALSE(found.passed);
    EXPECT_EQ(found.difference, row.difference);
  }
}

TEST(Requests, SayHowMuchOneCameBeforeADate) {
  const Assertion found = check(
      evaluated_requests(R"({"delays":[{},{"not_before":"Sun Nov  6 08:49:38 1994"}]})", three()),
      "requests.delays[1]");
  EXPECT_EQ(found.expected, "not before 1994-11-06T08:49:38.000Z");
  EXPECT_EQ(found.actual, "1994-11-06T08:49:36.960Z");
  EXPECT_EQ(found.difference, "1040 ms too early");
}

TEST(Requests, AreJudgedElsewhereToo) {
  TraceBuilder scene(
      Json::parse(R"({"second_server":{"count":{"at_most":1},"each":{"credential":"none"}}})"));
  EXPECT_EQ(failed(scene.evaluated()), "") << "nobody has to go there";
  scene.trace.second_exchanges = {get("/a", 200, nullptr)};
  EXPECT_EQ(failed(scene.evaluated()), "second_server[0].credential");
}

TEST(Requests, RefuseRulesTheyDoNotKnow) {
  EXPECT_EQ(evaluated_requests(R"({"counts":{}})", three()).harness_error,
            "no such rule: requests.counts");
  EXPECT_EQ(evaluated_requests(R"({"count":{"max":1}})", three()).harness_error,
            "no such bound: max");
  EXPECT_EQ(evaluated_requests(R"({"delays":[{"not_before":"soon"}]})", three()).harness_error,
            "no HTTP date: \"soon\"");
}

}  // namespace
}  // namespace mockmeter::conformance::testing
