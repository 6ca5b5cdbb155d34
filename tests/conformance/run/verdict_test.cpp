#include "conformance/run/verdict.h"

#include <gtest/gtest.h>

namespace mockmeter::conformance {
namespace {

using Kind = CallOutcome::Kind;

CallOutcome outcome(Kind kind, std::string text = "") {
  CallOutcome made;
  made.kind = kind;
  made.text = std::move(text);
  return made;
}

struct Decision {
  Verdict verdict;
  std::string reason;
  bool crashed;
};

Decision decide_on(Evaluation evaluation, Kind kind = Kind::kResult, Level level = Level::kMust) {
  Case subject;
  subject.level = level;
  CaseResult result;
  result.subject = &subject;
  decide(std::move(evaluation), {outcome(Kind::kResult), outcome(kind, "its words")}, result);
  return {result.verdict, result.reason, result.crashed};
}

Evaluation evaluation(bool passed) {
  return {{{"a", true, "", ""}, {"b", passed, "", ""}}, {}, "", ""};
}

TEST(Verdict, OfChecks) {
  EXPECT_EQ(decide_on(evaluation(true)).verdict, Verdict::kPass);
  EXPECT_EQ(decide_on(evaluation(false)).verdict, Verdict::kFail);
  EXPECT_EQ(decide_on(evaluation(false), Kind::kResult, Level::kShould).verdict, Verdict::kWarning);
  EXPECT_EQ(decide_on(evaluation(false), Kind::kResult, Level::kMay).verdict, Verdict::kAdvisory);
}

TEST(Verdict, AResultThatNobodyAskedForFailsAtEveryLevel) {
  Evaluation made_up = evaluation(false);
  made_up.is_made_up = true;
  for (const Level level : {Level::kMay, Level::kShould, Level::kMust}) {
    EXPECT_EQ(decide_on(made_up, Kind::kResult, level).verdict, Verdict::kFail);
  }
}

TEST(Verdict, NothingCheckedIsNoPass) { EXPECT_EQ(decide_on({}).verdict, Verdict::kHarnessError); }

TEST(Verdict, WhatTheClientRefusesIsUnsupported) {
  Evaluation refused;
  refused.unsupported = "the client says so: not written yet";
  const auto [verdict, reason, crashed] = decide_on(refused, Kind::kUnsupported);
  EXPECT_EQ(verdict, Verdict::kUnsupported);
  EXPECT_EQ(reason, "the client says so: not written yet");
  EXPECT_FALSE(crashed);
}

TEST(Verdict, WhatIsNotModelledIsUnsupportedUnlessSomethingWasMissed) {
  Evaluation unmodelled = evaluation(true);
  unmodelled.unsupported = "no number is reported";
  EXPECT_EQ(decide_on(unmodelled).verdict, Verdict::kUnsupported);
  unmodelled.checks.back().passed = false;
  EXPECT_EQ(decide_on(unmodelled).verdict, Verdict::kFail);
}

TEST(Verdict, OurFaultComesFirst) {
  Evaluation broken = evaluation(false);
  broken.harness_error = "the answer breaks its schema";
  const auto [verdict, reason, crashed] = decide_on(broken, Kind::kUnsupported);
  EXPECT_EQ(verdict, Verdict::kHarnessError);
  EXPECT_EQ(reason, "the answer breaks its schema");
  EXPECT_FALSE(crashed);
}

TEST(Verdict, ACrashIsTheReason) {
  EXPECT_EQ(decide_on(evaluation(false), Kind::kCrashed).reason, "its words");
  EXPECT_EQ(decide_on(evaluation(false), Kind::kTimeout).reason, "its words");
  EXPECT_EQ(decide_on(evaluation(false), Kind::kError).reason, "");
  EXPECT_TRUE(decide_on(evaluation(false), Kind::kCrashed).crashed);
  EXPECT_FALSE(decide_on(evaluation(false), Kind::kTimeout).crashed);
}

}  // namespace
}  // namespace mockmeter::conformance
