#include "conformance/evaluation/evaluate.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>

#include "tests/conformance/evaluation/trace_builder.h"

namespace mockmeter::conformance::testing {
namespace {

using Kind = CallOutcome::Kind;

TEST(Judge, FindsNothingWhereNothingIsWrong) {
  TraceBuilder scene(Json::parse(R"({"requests":{"count":{"exactly":1}},
                              "outcomes":[{"result":{"/v":{"as_served":true}}}]})"),
                     {{"v", 5}}, {{"v", 5}});
  const Evaluation evaluation = scene.judged();
  EXPECT_EQ(failed(evaluation), "");
  EXPECT_EQ(evaluation.checks.size(), 3U);
  EXPECT_EQ(evaluation.unsupported, "");
  EXPECT_FALSE(evaluation.is_made_up);
}

TEST(Judge, BelievesNoResultWithoutARequest) {
  TraceBuilder scene(Json{{"outcomes", Json::array({{{"result", {{"/v", {{"equals", 5}}}}}}})}},
                     {{"v", 5}});
  scene.evidence.exchanges.clear();
  EXPECT_EQ(failed(scene.judged()), "outcomes.requests");
  EXPECT_TRUE(scene.judged().is_made_up);
  scene.evidence.outcomes = {error({{"status", 1}})};
  scene.evidence.then = {{"outcomes", Json::array({{{"error", Json::object()}}})}};
  EXPECT_EQ(failed(scene.judged()), "") << "an error needs none: a certificate may be bad";
  EXPECT_FALSE(scene.judged().is_made_up);
}

TEST(Judge, BelievesNoMoreResultsThanRequests) {
  TraceBuilder scene(Json::parse(R"({"requests":{"count":{"at_least":1}}})"));
  scene.with({call_of(kStats), call_of(kStats)}, {result(Json::object()), result(Json::object())},
             {get(kPath, 500, Json::object())});
  EXPECT_EQ(failed(scene.judged()), "outcomes.requests");
  scene.evidence.outcomes.back() = error({{"status", 500}});
  EXPECT_EQ(failed(scene.judged()), "");
}

TEST(Judge, WantsAnEndingWhateverTheCaseAsks) {
  for (const Kind kind : {Kind::kCrashed, Kind::kTimeout}) {
    TraceBuilder scene(Json::parse(R"({"requests":{"count":{"exactly":1}}})"));
    scene.evidence.outcomes = {outcome(kind)};
    EXPECT_EQ(failed(scene.judged()), "outcome[0]");
  }
}

TEST(Judge, JudgesNoClientThatSaysUnsupported) {
  TraceBuilder scene(Json::parse(R"({"requests":{"count":{"exactly":1}}})"));
  scene.with({call_of(kStats)}, {outcome(Kind::kUnsupported, "no such thing here")}, {});
  const Evaluation evaluation = scene.judged();
  EXPECT_EQ(evaluation.unsupported, "the client says so: \"no such thing here\"");
  EXPECT_TRUE(evaluation.checks.empty());
}

TEST(Judge, FailsRatherThanCallingItUnsupported) {
  TraceBuilder scene(Json::parse(R"({"requests":{"count":{"exactly":2}},
                              "outcomes":[{"result":{"/v":{"equals":5}}}]})"));
  const Evaluation evaluation = scene.judged();
  EXPECT_EQ(failed(evaluation), "requests.count");
  EXPECT_EQ(evaluation.unsupported, "");
}

TEST(Judge, TakesOneOutcomeForEveryCall) {
  TraceBuilder scene(Json::parse(R"({"outcomes":[{"result":{"/v":{"equals":5}}}]})"));
  scene.with({call_of(kStats), call_of(kStats)}, {result({{"v", 5}}), result({{"v", 6}})},
             {get(kPath, 200, nullptr), get(kPath, 200, nullptr)});
  EXPECT_EQ(failed(scene.judged()), "outcome[1]/v.equals");
}

TEST(Judge, ComparesEachCallWithItsOwnLastAnswer) {
  TraceBuilder scene(Json::parse(R"({"outcomes":[{"result":{"/v":{"as_served":true}}}]})"));
  scene.with({call_of(kStats), call_of(kStats)}, {result({{"v", 5}}), result({{"v", 6}})},
             {get(kPath, 503, "no"), get(kPath, 200, {{"v", 5}}), get(kPath, 200, {{"v", 6}})});
  scene.evidence.exchanges_before = {0, 2};
  EXPECT_EQ(failed(scene.judged()), "");
  std::swap(scene.evidence.outcomes[0], scene.evidence.outcomes[1]);
  EXPECT_EQ(failed(scene.judged()), "outcome[0]/v.as_served outcome[1]/v.as_served");
}

TEST(Judge, ComparesJoinedPagesWithNoSingleAnswer) {
  TraceBuilder scene(Json::parse(R"({"outcomes":[{"result":{"/v":{"as_served":true}}}]})"),
                     {{"v", 5}}, {{"v", 5}});
  scene.evidence.calls.front().options = {{"all_pages", true}};
  EXPECT_EQ(failed(scene.judged()), "");
  scene.evidence.exchanges.push_back(scene.evidence.exchanges.front());
  const Assertion found = check(scene.judged(), "outcome[0]/v.as_served");
  EXPECT_FALSE(found.passed);
  EXPECT_NE(found.difference.find("the pages of 2 requests were joined"), std::string::npos);
}

TEST(Judge, FollowsARedirectToTheOtherServer) {
  TraceBuilder scene(Json::parse(R"({"outcomes":[{"result":{"/v":{"as_served":true}}}]})"),
                     {{"v", 5}});
  scene.evidence.exchanges = {get(kPath, 307, nullptr)};
  scene.evidence.elsewhere = {get(kPath, 200, {{"v", 5}})};
  EXPECT_EQ(failed(scene.judged()), "");
  scene.evidence.elsewhere = {get(kPath, 200, {{"v", 6}})};
  EXPECT_EQ(failed(scene.judged()), "outcome[0]/v.as_served");
}

TEST(Judge, TellsErrorsApart) {
  TraceBuilder scene(Json::parse(R"({"distinct_errors":true})"));
  scene.with({call_of(kStats), call_of(kStats)}, {error({{"kind", "a"}}), error({{"kind", "a"}})},
             {get(kPath, 404, "no"), get(kPath, 403, "no")});
  EXPECT_EQ(failed(scene.judged()), "distinct_errors");
}

TEST(Judge, CallsAMistakeOfTheCaseItsOwn) {
  EXPECT_EQ(TraceBuilder(Json{{"request", 1}}).judged().harness_error, "no such rule: request");
  EXPECT_EQ(TraceBuilder(Json::parse(R"({"outcomes":[{"any_outcome":true},{"any_outcome":true}]})"))
                .judged()
                .harness_error,
            "2 outcomes for 1 call");
  TraceBuilder scene(Json::object());
  scene.evidence.outcomes.clear();
  EXPECT_EQ(scene.judged().harness_error, "0 endings for 1 call");
}

}  // namespace
}  // namespace mockmeter::conformance::testing
