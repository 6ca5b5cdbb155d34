#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "conformance/benchmark/run_load.h"

namespace mockmeter::conformance {
namespace {

using ::testing::HasSubstr;
using Kind = CallOutcome::Kind;

CallOutcome outcome_of(Kind kind, Json value, std::string text = "") {
  CallOutcome outcome;
  outcome.kind = kind;
  outcome.value = std::move(value);
  outcome.text = std::move(text);
  return outcome;
}

TEST(CallFailure, IsNoneOnlyForTheResultThatIsExpected) {
  const Json expected = {{"count", 7}};
  EXPECT_FALSE(call_failure_of(outcome_of(Kind::kResult, expected), &expected));
  EXPECT_FALSE(call_failure_of(outcome_of(Kind::kResult, 8), nullptr));

  struct ResultRow {
    CallOutcome outcome;
    CallFailureKind kind;
    const char* text;
  };
  const ResultRow rows[] = {
      {outcome_of(Kind::kResult, {{"count", 8}}), CallFailureKind::kOther, "8"},
      {outcome_of(Kind::kError, {{"status", 503}}), CallFailureKind::kError, "503"},
      {outcome_of(Kind::kUnsupported, nullptr, "why"), CallFailureKind::kUnsupported, "why"},
      {outcome_of(Kind::kCrashed, nullptr, "SIGKILL"), CallFailureKind::kCrashed, "SIGKILL"},
      {outcome_of(Kind::kTimeout, nullptr, "no reply"), CallFailureKind::kTimeout, "no reply"},
  };
  for (const auto& [outcome, kind, text] : rows) {
    const auto trouble = call_failure_of(outcome, &expected);
    ASSERT_TRUE(trouble) << text;
    EXPECT_EQ(trouble->kind, kind);
    EXPECT_THAT(trouble->text, HasSubstr(text));
  }
}

TEST(CallFailureTally, CountsKindsAndKeepsTheFirst) {
  CallFailureTally tally;
  EXPECT_EQ(tally.total(), 0U);
  EXPECT_EQ(tally.text(), "");
  tally.add({CallFailureKind::kTimeout, "no reply within 5 ms"});
  tally.add({CallFailureKind::kError, "503"}, 2);
  EXPECT_EQ(tally.text(), "error 2, silence 1");
  EXPECT_EQ(tally.first, "silence: no reply within 5 ms");

  CallFailureTally sum;
  sum.add(tally);
  sum.add(tally);
  EXPECT_EQ(sum.total(), 6U);
  EXPECT_EQ(sum.first, tally.first);
}

}  // namespace
}  // namespace mockmeter::conformance
