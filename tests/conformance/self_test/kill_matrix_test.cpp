#include "conformance/self_test/kill_matrix.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/conformance/self_test/mutant_runs.h"

namespace mockmeter::conformance {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;
using Status = MutantRun::Status;

TEST(MutantRunOfAResult, IsFoundThroughTheCheckThatIsMeant) {
  const SmallSuite suite;
  EXPECT_EQ(mutant_run_of(missed(suite.zulu(), "outcome[0]/at"), "drops-zone").status,
            Status::kKilled);
  EXPECT_EQ(mutant_run_of(missed(suite.zulu(), "outcome[0]/at.instant"), "drops-zone").status,
            Status::kKilled);
  const MutantRun elsewhere = mutant_run_of(missed(suite.zulu(), "requests.count"), "drops-zone");
  EXPECT_EQ(elsewhere.status, Status::kKilledElsewhere);
  EXPECT_EQ(elsewhere.seen(), "requests.count");
  EXPECT_EQ(mutant_run_of(passed(suite.zulu()), "drops-zone").status, Status::kSurvived);
}

TEST(MutantRunOfAResult, AMissedShouldOrMayIsFoundToo) {
  const SmallSuite suite;
  for (const Verdict verdict : {Verdict::kWarning, Verdict::kAdvisory}) {
    CaseResult result = missed(suite.zulu(), "outcome[0]/at");
    result.verdict = verdict;
    EXPECT_EQ(mutant_run_of(result, "drops-zone").status, Status::kKilled);
  }
}

TEST(MutantRunOfAResult, WhatWasNotJudgedProvesNothing) {
  const SmallSuite suite;
  for (const Verdict verdict : {Verdict::kUnsupported, Verdict::kNotRun, Verdict::kHarnessError}) {
    CaseResult result = missed(suite.zulu(), "outcome[0]/at");
    result.verdict = verdict;
    result.reason = "no clock";
    const MutantRun run = mutant_run_of(result, "drops-zone");
    EXPECT_EQ(run.status, Status::kNotEvaluated);
    EXPECT_EQ(run.seen(), "no clock");
  }
}

/// A good matrix that is spoilt by each test in one place.
class Problems : public ::testing::Test {
 protected:
  std::vector<std::string> problems() const { return problems_of(matrix_, suite_.cases); }

  void set(const Case& subject, const std::string& mutant, Status fate) {
    for (MutantRun& run : matrix_.runs) {
      if (run.subject == &subject && run.mutant == mutant) run.status = fate;
    }
  }

  SmallSuite suite_;
  KillMatrix matrix_ = good_matrix(suite_);
};

TEST_F(Problems, AreNoneWhenEveryBugIsFound) { EXPECT_THAT(problems(), IsEmpty()); }

TEST_F(Problems, ARowMayMissWhatAnotherRowOfItsFileFinds) {
  set(suite_.zulu(), "unencoded-plus", Status::kSurvived);
  EXPECT_THAT(problems(), IsEmpty());
}

TEST_F(Problems, ARowThatFindsNothing) {
  set(suite_.zulu(), "unencoded-plus", Status::kSurvived);
  set(suite_.zulu(), "drops-zone", Status::kKilledElsewhere);
  EXPECT_THAT(problems(),
              ElementsAre("neon/a/dates[zone=Z]: kills none of the mutants that it names"));
}

TEST_F(Problems, ABugThatNoRowOfAFileFinds) {
  set(suite_.zulu(), "unencoded-plus", Status::kSurvived);
  set(suite_.plus(), "unencoded-plus", Status::kSurvived);
  EXPECT_THAT(problems(),
              ElementsAre("neon/a/dates: unencoded-plus survives: it passes each assertion"));
}

TEST_F(Problems, ABugThatIsFoundByChance) {
  for (MutantRun& run : matrix_.runs) {
    if (run.mutant != "unencoded-plus") continue;
    run.status = Status::kKilledElsewhere;
    run.missed = {"requests.count"};
  }
  EXPECT_THAT(
      problems(),
      ElementsAre("neon/a/dates: unencoded-plus fails other assertions than \"kills\" names; "
                  "if one of these is meant, name it: requests.count"));
}

TEST_F(Problems, ABugThatNoCaseNames) {
  matrix_.mutants.push_back({"retry-without-delay", "asks again at once"});
  EXPECT_THAT(problems(), ElementsAre("retry-without-delay: no case names this mutant"));
}

TEST_F(Problems, ABugThatTheClientDoesNotHave) {
  matrix_.mutants.erase(matrix_.mutants.begin() + 2);
  matrix_.runs.pop_back();
  EXPECT_THAT(problems(),
              UnorderedElementsAre("neon/a/zero: the reference client has no mutant zero-as-null",
                                   "neon/a/zero: kills none of the mutants that it names"));
}

TEST_F(Problems, AQuirkThatTheClientDoesNotHave) {
  suite_.all[2].allows = {"slow", "hasty"};
  EXPECT_THAT(problems(), ElementsAre("neon/a/zero: the reference client has no quirk hasty"));
}

TEST_F(Problems, AnHonestClientThatIsBlamed) {
  matrix_.false_positives = {
      "neon/a/zero: a client without a mutant ends with \"fail\": requests.count"};
  EXPECT_EQ(problems(), matrix_.false_positives);
}

}  // namespace
}  // namespace mockmeter::conformance
