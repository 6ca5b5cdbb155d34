#include "conformance/self_test/kill_matrix.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/conformance/self_test/trials.h"

namespace mockmeter::conformance {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;
using Fate = Trial::Fate;

TEST(TrialOfAResult, IsFoundThroughTheCheckThatIsMeant) {
  const SmallSuite suite;
  const Kill kill{"drops-zone", "outcome[0]/at"};
  EXPECT_EQ(trial_of(missed(suite.zulu(), "outcome[0]/at"), kill).fate, Fate::kFound);
  EXPECT_EQ(trial_of(missed(suite.zulu(), "outcome[0]/at.instant"), kill).fate, Fate::kFound);
  const Trial elsewhere = trial_of(missed(suite.zulu(), "requests.count"), kill);
  EXPECT_EQ(elsewhere.fate, Fate::kElsewhere);
  EXPECT_EQ(elsewhere.seen, "requests.count");
  EXPECT_EQ(trial_of(passed(suite.zulu()), kill).fate, Fate::kMissed);
}

TEST(TrialOfAResult, AMissedShouldOrMayIsFoundToo) {
  const SmallSuite suite;
  for (const Verdict verdict : {Verdict::kWarning, Verdict::kAdvisory}) {
    CaseResult result = missed(suite.zulu(), "outcome[0]/at");
    result.verdict = verdict;
    EXPECT_EQ(trial_of(result, {"drops-zone", "outcome"}).fate, Fate::kFound);
  }
}

TEST(TrialOfAResult, WhatWasNotJudgedProvesNothing) {
  const SmallSuite suite;
  for (const Verdict verdict : {Verdict::kUnsupported, Verdict::kNotRun, Verdict::kHarnessError}) {
    CaseResult result = missed(suite.zulu(), "outcome[0]/at");
    result.verdict = verdict;
    result.reason = "no clock";
    const Trial trial = trial_of(result, {"drops-zone", "outcome"});
    EXPECT_EQ(trial.fate, Fate::kUnjudged);
    EXPECT_EQ(trial.seen, "no clock");
  }
}

/// A good matrix that is spoilt by each test in one place.
class Problems : public ::testing::Test {
 protected:
  std::vector<std::string> problems() const { return problems_of(matrix_, suite_.cases); }

  void set(const Case& subject, const std::string& bug, Fate fate) {
    for (Trial& trial : matrix_.trials) {
      if (trial.subject == &subject && trial.bug == bug) trial.fate = fate;
    }
  }

  SmallSuite suite_;
  KillMatrix matrix_ = good_matrix(suite_);
};

TEST_F(Problems, AreNoneWhenEveryBugIsFound) { EXPECT_THAT(problems(), IsEmpty()); }

TEST_F(Problems, ARowMayMissWhatAnotherRowOfItsFileFinds) {
  set(suite_.zulu(), "unencoded-plus", Fate::kMissed);
  EXPECT_THAT(problems(), IsEmpty());
}

TEST_F(Problems, ARowThatFindsNothing) {
  set(suite_.zulu(), "unencoded-plus", Fate::kMissed);
  set(suite_.zulu(), "drops-zone", Fate::kElsewhere);
  EXPECT_THAT(problems(), ElementsAre("neon/a/dates[zone=Z]: finds none of its bugs"));
}

TEST_F(Problems, ABugThatNoRowOfAFileFinds) {
  set(suite_.zulu(), "unencoded-plus", Fate::kMissed);
  set(suite_.plus(), "unencoded-plus", Fate::kMissed);
  EXPECT_THAT(problems(), ElementsAre("neon/a/dates: unencoded-plus is missed"));
}

TEST_F(Problems, ABugThatIsFoundByChance) {
  for (Trial& trial : matrix_.trials) {
    if (trial.bug != "unencoded-plus") continue;
    trial.fate = Fate::kElsewhere;
    trial.seen = "requests.count";
  }
  EXPECT_THAT(
      problems(),
      ElementsAre("neon/a/dates: unencoded-plus is found by chance, through requests.count"));
}

TEST_F(Problems, ABugThatNoCaseNames) {
  matrix_.bugs.push_back({"retry-without-delay", "asks again at once"});
  EXPECT_THAT(problems(), ElementsAre("retry-without-delay: no case names this bug"));
}

TEST_F(Problems, ABugThatTheClientDoesNotHave) {
  matrix_.bugs.erase(matrix_.bugs.begin() + 2);
  matrix_.trials.pop_back();
  EXPECT_THAT(problems(),
              UnorderedElementsAre("neon/a/zero: the reference client has no bug zero-as-null",
                                   "neon/a/zero: finds none of its bugs"));
}

TEST_F(Problems, AnHonestClientThatIsBlamed) {
  matrix_.blamed = {"neon/a/zero: a client without a bug ends with \"fail\": requests.count"};
  EXPECT_EQ(problems(), matrix_.blamed);
}

}  // namespace
}  // namespace mockmeter::conformance
