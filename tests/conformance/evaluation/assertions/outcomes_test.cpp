#include "conformance/evaluation/assertions/outcomes.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/conformance/evaluation/trace_builder.h"

namespace mockmeter::conformance::testing {
namespace {

using Kind = CallOutcome::Kind;

Evaluation evaluated_outcome(const char* expected, CallOutcome ended) {
  TraceBuilder scene(Json{{"outcomes", Json::array({Json::parse(expected)})}});
  scene.trace.outcomes = {std::move(ended)};
  return scene.evaluated();
}

constexpr const char* kResult = R"({"result":{"/v":{"equals":1}}})";
constexpr const char* kError = R"({"error":{"status":404}})";
constexpr const char* kEither =
    R"({"any_of":[{"result":{"/v":{"equals":1}}},{"error":{"status":404}}]})";
constexpr const char* kAny = R"({"any_outcome":true})";

TEST(CallOutcome, IsOfTheKindThatIsExpected) {
  const struct {
    const char* expected;
    CallOutcome ended;
    const char* failed;
  } kRows[] = {
      {kResult, result({{"v", 1}}), ""},
      {kResult, result({{"v", 2}}), "outcome[0]/v.equals"},
      {kResult, result(nullptr), "outcome[0]/v.equals"},
      {kResult, error({{"status", 404}}), "outcome[0]"},
      {kResult, outcome(Kind::kCrashed), "outcome[0]"},
      {kResult, outcome(Kind::kTimeout), "outcome[0]"},
      {kError, error({{"status", 404}}), ""},
      {kError, error({{"status", 403}}), "outcome[0].error.status"},
      {kError, result({{"v", 1}}), "outcome[0]"},
      {kError, outcome(Kind::kCrashed), "outcome[0]"},
      {kError, outcome(Kind::kTimeout), "outcome[0]"},
      {kEither, result({{"v", 1}}), ""},
      {kEither, error({{"status", 404}}), ""},
      {kEither, result({{"v", 2}}), "outcome[0]/v.equals"},
      {kEither, error({{"status", 500}}), "outcome[0].error.status"},
      {kEither, outcome(Kind::kCrashed), "outcome[0]"},
      {kAny, result(nullptr), ""},
      {kAny, error(nullptr), ""},
      {kAny, outcome(Kind::kCrashed), "outcome[0]"},
      {kAny, outcome(Kind::kTimeout), "outcome[0]"},
  };
  for (const auto& row : kRows) {
    EXPECT_EQ(failed(evaluated_outcome(row.expected, row.ended)), row.failed)
        << row.expected << static_cast<int>(row.ended.kind) << row.ended.value;
  }
}

TEST(CallOutcome, IsToldInWords) {
  const Assertion crash =
      check(evaluated_outcome(kError, outcome(Kind::kCrashed, "signal 11")), "outcome[0]");
  EXPECT_EQ(crash.expected, "an error with status 404");
  EXPECT_EQ(crash.actual, "a crash: \"signal 11\"");
  const Assertion silence =
      check(evaluated_outcome(kEither, outcome(Kind::kTimeout)), "outcome[0]");
  EXPECT_EQ(silence.expected, "a result, or an error with status 404");
  EXPECT_EQ(silence.difference, "the call did not end before its deadline");
}

TEST(CallOutcome, OfAnAlternativeThatIsNotModelledIsNoPass) {
  const Evaluation evaluation = evaluated_outcome(kEither, result({{"w", 1}}));
  EXPECT_EQ(evaluation.unreported, std::vector<std::string>{"/v"});
  EXPECT_NE(evaluation.unsupported, "");
}

TEST(CallOutcome, RefusesRulesItDoesNotKnow) {
  EXPECT_EQ(evaluated_outcome(R"({"maybe":{}})", result(1)).harness_error,
            "no such outcome: maybe");
}

}  // namespace
}  // namespace mockmeter::conformance::testing
