#include "conformance/throughput/trouble.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace mockmeter::conformance {
namespace {

using ::testing::HasSubstr;
using Kind = Outcome::Kind;

Outcome outcome_of(Kind kind, Json value, std::string text = "") {
  Outcome outcome;
  outcome.kind = kind;
  outcome.value = std::move(value);
  outcome.text = std::move(text);
  return outcome;
}

TEST(Trouble, IsNoneOnlyForTheResultThatIsExpected) {
  const Json expected = {{"count", 7}};
  EXPECT_FALSE(trouble_of(outcome_of(Kind::kResult, expected), &expected));
  EXPECT_FALSE(trouble_of(outcome_of(Kind::kResult, 8), nullptr));

  struct Row {
    Outcome outcome;
    TroubleKind kind;
    const char* text;
  };
  const Row rows[] = {
      {outcome_of(Kind::kResult, {{"count", 8}}), TroubleKind::kOther, "8"},
      {outcome_of(Kind::kError, {{"status", 503}}), TroubleKind::kError, "503"},
      {outcome_of(Kind::kUnsupported, nullptr, "why"), TroubleKind::kUnsupported, "why"},
      {outcome_of(Kind::kCrashed, nullptr, "SIGKILL"), TroubleKind::kCrashed, "SIGKILL"},
      {outcome_of(Kind::kSilent, nullptr, "no answer"), TroubleKind::kSilent, "no answer"},
  };
  for (const auto& [outcome, kind, text] : rows) {
    const auto trouble = trouble_of(outcome, &expected);
    ASSERT_TRUE(trouble) << text;
    EXPECT_EQ(trouble->kind, kind);
    EXPECT_THAT(trouble->text, HasSubstr(text));
  }
}

TEST(TroubleTally, CountsKindsAndKeepsTheFirst) {
  TroubleTally tally;
  EXPECT_EQ(tally.total(), 0U);
  EXPECT_EQ(tally.text(), "");
  tally.add({TroubleKind::kSilent, "no answer within 5 ms"});
  tally.add({TroubleKind::kError, "503"}, 2);
  EXPECT_EQ(tally.text(), "error 2, silence 1");
  EXPECT_EQ(tally.first, "silence: no answer within 5 ms");

  TroubleTally sum;
  sum.add(tally);
  sum.add(tally);
  EXPECT_EQ(sum.total(), 6U);
  EXPECT_EQ(sum.first, tally.first);
}

}  // namespace
}  // namespace mockmeter::conformance
