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
  const Requirement sentence{.id = "X-1", .level = level};
  Case subject;
  subject.requirements = {&sentence};
  subject.bases = {{"*", &sentence}};
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

/// A case of two sentences, of which the weaker one carries "b".
TEST(Verdict, IsAsHardAsTheSentencesOfWhatWasMissed) {
  const Requirement hard{.id = "X-1"};
  const Requirement soft{.id = "X-2", .level = Level::kShould};
  Case subject;
  subject.requirements = {&hard, &soft};
  subject.bases = {{"a", &hard}, {"b", &soft}};
  const auto verdict_of = [&](bool a, bool b) {
    CaseResult result;
    result.subject = &subject;
    decide({{{"a", a, "", ""}, {"b", b, "", ""}}, {}, "", ""}, {outcome(Kind::kResult)}, result);
    return result.verdict;
  };
  EXPECT_EQ(verdict_of(true, false), Verdict::kWarning);
  EXPECT_EQ(verdict_of(false, true), Verdict::kFail);
  EXPECT_EQ(verdict_of(false, false), Verdict::kFail);
}

TEST(Verdict, NoAssertionIsWithoutASentence) {
  const Requirement sentence{.id = "X-1"};
  Case subject;
  subject.requirements = {&sentence};
  subject.bases = {{"a", &sentence}};
  CaseResult result;
  result.subject = &subject;
  decide(evaluation(true), {outcome(Kind::kResult)}, result);
  EXPECT_EQ(result.verdict, Verdict::kHarnessError);
  EXPECT_EQ(result.reason, "no requirement of the case carries b");
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
