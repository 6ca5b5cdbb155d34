#include "conformance/evaluation/evaluate.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>

#include "tests/conformance/evaluation/trace_builder.h"

namespace mockmeter::conformance::testing {
namespace {

using Kind = CallOutcome::Kind;

TEST(Evaluate, FindsNothingWhereNothingIsWrong) {
  TraceBuilder scene(Json::parse(R"({"requests":{"count":{"exactly":1}},
                              "outcomes":[{"result":{"/v":{"as_served":true}}}]})"),
                     {{"v", 5}}, {{"v", 5}});
  const Evaluation evaluation = scene.evaluated();
  EXPECT_EQ(failed(evaluation), "");
  EXPECT_EQ(evaluation.checks.size(), 3U);
  EXPECT_EQ(evaluation.unsupported, "");
  EXPECT_FALSE(evaluation.is_made_up);
}

TEST(Evaluate, BelievesNoResultWithoutARequest) {
  TraceBuilder scene(Json{{"outcomes", Json::array({{{"result", {{"/v", {{"equals", 5}}}}}}})}},
                     {{"v", 5}});
  scene.trace.exchanges.clear();
  EXPECT_EQ(failed(scene.evaluated()), "outcomes.requests");
  EXPECT_TRUE(scene.evaluated().is_made_up);
  scene.trace.outcomes = {error({{"status", 1}})};
  scene.trace.then = {{"outcomes", Json::array({{{"error", Json::object()}}})}};
  EXPECT_EQ(failed(scene.evaluated()), "") << "an error needs none: a certificate may be bad";
  EXPECT_FALSE(scene.evaluated().is_made_up);
}

TEST(Evaluate, BelievesNoMoreResultsThanRequests) {
  TraceBuilder scene(Json::parse(R"({"requests":{"count":{"at_least":1}}})"));
  scene.with({call_of(kStats), call_of(kStats)}, {result(Json::object()), result(Json::object())},
             {get(kPath, 500, Json::object())});
  EXPECT_EQ(failed(scene.evaluated()), "outcomes.requests");
  scene.trace.outcomes.back() = error({{"status", 500}});
  EXPECT_EQ(failed(scene.evaluated()), "");
}

TEST(Evaluate, WantsAnEndingWhateverTheCaseAsks) {
  for (const Kind kind : {Kind::kCrashed, Kind::kTimeout}) {
    TraceBuilder scene(Json::parse(R"({"requests":{"count":{"exactly":1}}})"));
    scene.trace.outcomes = {outcome(kind)};
    EXPECT_EQ(failed(scene.evaluated()), "outcome[0]");
  }
}

TEST(Evaluate, FailsNoClientThatSaysUnsupported) {
  TraceBuilder scene(Json::parse(R"({"requests":{"count":{"exactly":1}}})"));
  scene.with({call_of(kStats)}, {outcome(Kind::kUnsupported, "no such thing here")}, {});
  const Evaluation evaluation = scene.evaluated();
  EXPECT_EQ(evaluation.unsupported, "the client says so: \"no such thing here\"");
  EXPECT_TRUE(evaluation.checks.empty());
}

TEST(Evaluate, FailsRatherThanCallingItUnsupported) {
  TraceBuilder scene(Json::parse(R"({"requests":{"count":{"exactly":2}},
                              "outcomes":[{"result":{"/v":{"equals":5}}}]})"));
  const Evaluation evaluation = scene.evaluated();
  EXPECT_EQ(failed(evaluation), "requests.count");
  EXPECT_EQ(evaluation.unsupported, "");
}

TEST(Evaluate, TakesOneOutcomeForEveryCall) {
  TraceBuilder scene(Json::parse(R"({"outcomes":[{"result":{"/v":{"equals":5}}}]})"));
  scene.with({call_of(kStats), call_of(kStats)}, {result({{"v", 5}}), result({{"v", 6}})},
             {get(kPath, 200, nullptr), get(kPath, 200, nullptr)});
  EXPECT_EQ(failed(scene.evaluated()), "outcome[1]/v.equals");
}

TEST(Evaluate, ComparesEachCallWithItsOwnLastResponse) {
  TraceBuilder scene(Json::parse(R"({"outcomes":[{"result":{"/v":{"as_served":true}}}]})"));
  scene.with({call_of(kStats), call_of(kStats)}, {result({{"v", 5}}), result({{"v", 6}})},
             {get(kPath, 503, "no"), get(kPath, 200, {{"v", 5}}), get(kPath, 200, {{"v", 6}})});
  scene.trace.exchanges_before = {0, 2};
  EXPECT_EQ(failed(scene.evaluated()), "");
  std::swap(scene.trace.outcomes[0], scene.trace.outcomes[1]);
  EXPECT_EQ(failed(scene.evaluated()), "outcome[0]/v.as_served outcome[1]/v.as_served");
}

TEST(Evaluate, ComparesJoinedPagesWithNoSingleResponse) {
  TraceBuilder scene(Json::parse(R"({"outcomes":[{"result":{"/v":{"as_served":true}}}]})"),
                     {{"v", 5}}, {{"v", 5}});
  scene.trace.calls.front().options = {{"all_pages", true}};
  EXPECT_EQ(failed(scene.evaluated()), "");
  scene.trace.exchanges.push_back(scene.trace.exchanges.front());
  const Assertion found = check(scene.evaluated(), "outcome[0]/v.as_served");
  EXPECT_FALSE(found.passed);
  EXPECT_NE(found.difference.find("the pages of 2 requests were joined"), std::string::npos);
}

TEST(Evaluate, FollowsARedirectToTheOtherServer) {
  TraceBuilder scene(Json::parse(R"({"outcomes":[{"result":{"/v":{"as_served":true}}}]})"),
                     {{"v", 5}});
  scene.trace.exchanges = {get(kPath, 307, nullptr)};
  scene.trace.second_exchanges = {get(kPath, 200, {{"v", 5}})};
  EXPECT_EQ(failed(scene.evaluated()), "");
  scene.trace.second_exchanges = {get(kPath, 200, {{"v", 6}})};
  EXPECT_EQ(failed(scene.evaluated()), "outcome[0]/v.as_served");
}

TEST(Evaluate, TellsErrorsApart) {
  TraceBuilder scene(Json::parse(R"({"distinct_errors":true})"));
  scene.with({call_of(kStats), call_of(kStats)}, {error({{"kind", "a"}}), error({{"kind", "a"}})},
             {get(kPath, 404, "no"), get(kPath, 403, "no")});
  EXPECT_EQ(failed(scene.evaluated()), "distinct_errors");
}

TEST(Evaluate, CallsAMistakeOfTheCaseItsOwn) {
  EXPECT_EQ(TraceBuilder(Json{{"request", 1}}).evaluated().harness_error, "no such rule: request");
  EXPECT_EQ(TraceBuilder(Json::parse(R"({"outcomes":[{"any_outcome":true},{"any_outcome":true}]})"))
                .evaluated()
                .harness_error,
            "2 outcomes for 1 call");
  TraceBuilder scene(Json::object());
  scene.trace.outcomes.clear();
  EXPECT_EQ(scene.evaluated().harness_error, "0 endings for 1 call");
}

}  // namespace
}  // namespace mockmeter::conformance::testing
