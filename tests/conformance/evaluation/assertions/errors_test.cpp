#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "conformance/evaluation/assertions/outcomes.h"
#include "tests/conformance/evaluation/trace_builder.h"

namespace mockmeter::conformance::testing {
namespace {

Evaluation evaluated_error(const char* rules, const char* reported) {
  TraceBuilder scene(Json{{"outcomes", Json::array({{{"error", Json::parse(rules)}}})}});
  scene.trace.outcomes = {error(Json::parse(reported))};
  scene.trace.outcomes.front().took = std::chrono::milliseconds(1500);
  return scene.evaluated();
}

TEST(Error, FollowsEveryRule) {
  const struct {
    const char* rules;
    const char* reported;
    const char* failed;
  } kRows[] = {
      {R"({})", R"({})", ""},
      {R"({"status":404})", R"({"status":404})", ""},
      {R"({"status":404})", R"({"Status":"404"})", ""},
      {R"({"status":404})", R"({"status":500})", "outcome[0].error.status"},
      {R"({"status":404})", R"({"message":"not found"})", "outcome[0].error.status"},
      {R"({"status":404})", R"({"status":null,"class":null})", "outcome[0].error.status"},
      {R"({"status":404})", R"({"class":"NotFound"})", ""},
      {R"({"message_contains":"user"})", R"({"message":"no such user"})", ""},
      {R"({"message_contains":"user"})", R"({"message":"404"})",
       "outcome[0].error.message_contains"},
      {R"({"message_contains":"user"})", R"({})", ""},
      {R"({"message_at_most":4})", R"({"message":"four"})", ""},
      {R"({"message_at_most":4})", R"({"message":"fives"})", "outcome[0].error.message_at_most"},
      {R"({"retry_after_ms":2000})", R"({"retry_after_ms":2000.0})", ""},
      {R"({"retry_after_ms":2000})", R"({"retryAfterMs":2})", "outcome[0].error.retry_after_ms"},
      {R"({"within_ms":1500})", R"({})", ""},
      {R"({"within_ms":1499})", R"({})", "outcome[0].error.within_ms"},
  };
  for (const auto& row : kRows) {
    EXPECT_EQ(failed(evaluated_error(row.rules, row.reported)), row.failed)
        << row.rules << row.reported;
  }
}

TEST(Error, DoesNotModelEverything) {
  const Evaluation evaluation = evaluated_error(R"({"status":404})", R"({"class":"NotFound"})");
  EXPECT_EQ(evaluation.unreported, std::vector<std::string>{"/error/status"});
  EXPECT_EQ(evaluation.unsupported, "") << "it was an error, as asked";
}

TEST(Error, IsMissedWhatAnotherErrorHas) {
  TraceBuilder scene(
      Json::parse(R"({"outcomes":[{"error":{"status":404}},{"error":{"status":502}}]})"));
  scene.with({call_of(kStats), call_of(kStats)},
             {error({{"status", 404}}), error({{"class", "SyntaxError"}})},
             {get(kPath, 404, "no"), get(kPath, 502, "no")});
  EXPECT_EQ(failed(scene.evaluated()), "outcome[1].error.status");
}

TEST(Error, TellsSecondsFromMilliseconds) {
  const Assertion found =
      check(evaluated_error(R"({"retry_after_ms":2000})", R"({"retry_after_ms":2})"),
            "outcome[0].error.retry_after_ms");
  EXPECT_EQ(found.difference, "seconds were given for milliseconds");
}

TEST(ErrorsDiffer, InWhatAProgramCanSee) {
  const struct {
    const char* left;
    const char* right;
    bool differ;
  } kRows[] = {
      {R"({"status":404})", R"({"status":403})", true},
      {R"({"status":404})", R"({"status":"404"})", false},
      {R"({"code":"A"})", R"({"code":"B"})", true},
      {R"({"class":"A"})", R"({"class":"B"})", true},
      {R"({"kind":"a"})", R"({"kind":"b"})", true},
      {R"({"status":404,"kind":"a"})", R"({"status":404,"kind":"b"})", true},
      {R"({"message":"a"})", R"({"message":"b"})", false},
      {R"({"status":404,"message":"a"})", R"({"status":404,"message":"b"})", false},
  };
  for (const auto& row : kRows) {
    const Assertion found = evaluate_distinct_errors(
        {error(Json::parse(row.left)), result(5), error(Json::parse(row.right))});
    EXPECT_EQ(found.passed, row.differ) << row.left << row.right;
    if (!row.differ) {
      EXPECT_EQ(found.difference, "the errors of call 1 and of call 3 look the same");
    }
  }
}

TEST(Error, RefusesRulesItDoesNotKnow) {
  EXPECT_EQ(evaluated_error(R"({"state":404})", "{}").harness_error, "no such rule: error.state");
}

}  // namespace
}  // namespace mockmeter::conformance::testing
