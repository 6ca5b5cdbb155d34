#include "conformance/self_test/self_test.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <mutex>
#include <set>
#include <stdexcept>

#include "tests/conformance/self_test/mutant_runs.h"

namespace mockmeter::conformance {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// Tries the small suite with clients whose mutants all show where they should.
class SelfTest : public ::testing::Test {
 protected:
  SelfTest() {
    options_.mutants = good_matrix(suite_).mutants;
    options_.jobs = 3;
    options_.quirks = {{"slow", "thinks"}, {"one-shot", "exits"}};
    options_.run = [this](const ClientFlags& flags, const std::vector<const Case*>& cases) {
      const std::lock_guard lock(mutex_);
      std::vector<CaseResult> results;
      for (const Case* subject : cases) {
        asked_[flags.mutant + flags.quirk].insert(subject->id);
        results.push_back(result_of(flags.mutant, *subject));
      }
      return results;
    };
  }

  static CaseResult result_of(const std::string& mutant, const Case& subject) {
    for (const Kill& kill : subject.kills) {
      if (kill.mutant == mutant) return missed(subject, kill.check);
    }
    return passed(subject);
  }

  KillMatrix run() { return run_self_test(suite_.cases, options_); }

  SmallSuite suite_;
  SelfTestOptions options_;
  std::mutex mutex_;
  std::map<std::string, std::set<std::string>> asked_;
};

TEST_F(SelfTest, TriesEachBugWithTheCasesThatNameItAndAGoodClientWithAll) {
  const KillMatrix matrix = run();
  for (const char* const good : {"", "slow", "one-shot"}) EXPECT_EQ(asked_[good].size(), 3U);
  ASSERT_EQ(matrix.conforming.size(), 3U);
  EXPECT_EQ(matrix.conforming[0].name, "reference");
  EXPECT_EQ(matrix.conforming[2].name, "one-shot");
  EXPECT_EQ(matrix.conforming[2].passed, 3U);
  EXPECT_THAT(asked_["zero-as-null"], ElementsAre("neon/a/zero"));
  EXPECT_THAT(asked_["unencoded-plus"],
              ElementsAre("neon/a/dates[zone=Z]", "neon/a/dates[zone=plus]"));
  EXPECT_THAT(problems_of(matrix, suite_.cases), IsEmpty());
}

TEST_F(SelfTest, TriesAQuirkWithTheCasesThatAllowItUnlessTheMatrixIsFull) {
  suite_.all[2].allows = {"slow"};
  run();
  EXPECT_THAT(asked_["slow"], ElementsAre("neon/a/zero"));
  EXPECT_EQ(asked_["one-shot"].size(), 3U);
  options_.full = true;
  run();
  EXPECT_EQ(asked_["slow"].size(), 3U);
}

TEST_F(SelfTest, KeepsTheOrderOfTheBugs) {
  std::vector<std::string> order;
  for (const MutantRun& each : run().runs) order.push_back(each.mutant);
  EXPECT_THAT(order, ElementsAre("drops-zone", "drops-zone", "unencoded-plus", "unencoded-plus",
                                 "zero-as-null"));
}

/// Clients in one flags end their first case otherwise, that many times.
class FailingRun : public SelfTest {
 protected:
  void make_failing(const ClientFlags& flags, const CaseResult& result, int times) {
    options_.run = [this, flags, result, times, honest = options_.run](
                       const ClientFlags& tried, const std::vector<const Case*>& cases) mutable {
      std::vector<CaseResult> results = honest(tried, cases);
      const std::lock_guard lock(mutex_);
      const bool is_meant = tried.mutant == flags.mutant && tried.quirk == flags.quirk;
      if (is_meant && results.front().subject == result.subject && times-- > 0) {
        results.front() = result;
      }
      return results;
    };
  }

  CaseResult undeclared(const Case& subject) const {
    CaseResult result = passed(subject);
    result.verdict = Verdict::kUnsupported;
    return result;
  }
};

TEST_F(FailingRun, AGoodClientThatFailsTwiceIsAProblem) {
  make_failing({}, missed(suite_.zulu(), "requests.count"), 2);
  const KillMatrix matrix = run();
  EXPECT_EQ(matrix.conforming[0].passed, 2U);
  EXPECT_THAT(problems_of(matrix, suite_.cases),
              ElementsAre("neon/a/dates[zone=Z]: a client without a mutant ends with \"fail\": "
                          "requests.count"));
}

TEST_F(FailingRun, AMannerThatFailsTwiceIsAProblem) {
  make_failing({.quirk = "slow"}, missed(suite_.zulu(), "requests.delays"), 2);
  EXPECT_THAT(problems_of(run(), suite_.cases),
              ElementsAre("neon/a/dates[zone=Z]: slow ends with \"fail\": requests.delays"));
}

TEST_F(FailingRun, AMannerMayMissTheShouldThatItIsKnownToMiss) {
  const Requirement known{.id = "HTTP-RTY-004"};
  CaseResult warning = missed(suite_.zulu(), "requests.delays");
  warning.verdict = Verdict::kWarning;
  warning.checks.back().requirements = {&known};
  make_failing({.quirk = "slow"}, warning, 2);
  EXPECT_THAT(problems_of(run(), suite_.cases), ::testing::SizeIs(1));

  options_.quirks[0].misses = {"HTTP-RTY-004"};
  make_failing({.quirk = "slow"}, warning, 2);
  const KillMatrix matrix = run();
  EXPECT_THAT(problems_of(matrix, suite_.cases), IsEmpty());
  EXPECT_EQ(matrix.conforming[1].passed, 3U);
  EXPECT_EQ(matrix.conforming[1].warned, 1U);

  warning.verdict = Verdict::kFail;  // a MUST is another matter
  make_failing({.quirk = "slow"}, warning, 2);
  EXPECT_THAT(problems_of(run(), suite_.cases), ::testing::SizeIs(1));
}

TEST_F(FailingRun, AMannerThatFailsOnceIsNone) {
  make_failing({.quirk = "slow"}, missed(suite_.zulu(), "requests.delays"), 1);
  const KillMatrix matrix = run();
  EXPECT_THAT(problems_of(matrix, suite_.cases), IsEmpty());
  EXPECT_EQ(matrix.conforming[1].passed, 3U);
}

TEST_F(FailingRun, AMannerNeedNotClaimEverything) {
  make_failing({.quirk = "slow"}, undeclared(suite_.zulu()), 2);
  const KillMatrix matrix = run();
  EXPECT_THAT(problems_of(matrix, suite_.cases), IsEmpty());
  EXPECT_EQ(matrix.conforming[1].declared, 2U);
  EXPECT_EQ(matrix.conforming[1].passed, 2U);
}

TEST_F(FailingRun, TheClientAsItIsClaimsEverything) {
  make_failing({}, undeclared(suite_.zulu()), 2);
  EXPECT_THAT(problems_of(run(), suite_.cases), ::testing::SizeIs(1));
}

TEST_F(FailingRun, ACaseMayMissABugOnce) {
  make_failing({.mutant = "zero-as-null"}, passed(suite_.zero()), 1);
  EXPECT_THAT(problems_of(run(), suite_.cases), IsEmpty());
}

TEST_F(FailingRun, ACaseMayNotMissABugTwice) {
  make_failing({.mutant = "zero-as-null"}, passed(suite_.zero()), 2);
  EXPECT_THAT(problems_of(run(), suite_.cases), ::testing::SizeIs(2));
}

TEST_F(FailingRun, ACaseThatFailsForABugThatItDoesNotNameIsAnEcho) {
  options_.full = true;
  make_failing({.mutant = "zero-as-null"}, missed(suite_.zulu(), "outcome[0]/at"), 1);
  const KillMatrix matrix = run();
  EXPECT_EQ(asked_["zero-as-null"].size(), 3U);
  const auto collateral = runs_of(matrix, "zero-as-null", false);
  ASSERT_EQ(collateral.size(), 1U);
  EXPECT_EQ(collateral[0]->subject, &suite_.zulu());
  EXPECT_THAT(collateral[0]->missed, ::testing::ElementsAre("outcome[0]/at"));
  EXPECT_EQ(matrix.runs.size(), 6U);
}

TEST_F(FailingRun, AnEchoOfACaseThatMeasuresTimeIsConfirmed) {
  options_.full = true;
  suite_.all[0].timing_sensitive = true;
  make_failing({.mutant = "zero-as-null"}, missed(suite_.zulu(), "requests.delays"), 1);
  EXPECT_THAT(runs_of(run(), "zero-as-null", false), IsEmpty());
}

TEST_F(FailingRun, AnEchoOfACrashIsConfirmed) {
  options_.full = true;
  CaseResult beside = missed(suite_.zulu(), "outcome[0]");
  beside.crashed = true;
  make_failing({.mutant = "zero-as-null"}, beside, 1);
  EXPECT_THAT(runs_of(run(), "zero-as-null", false), IsEmpty());
}

TEST_F(SelfTest, TellsOfItsProgress) {
  std::vector<std::size_t> done;
  options_.on_client = [&](const std::string&, std::size_t number, std::size_t all) {
    EXPECT_EQ(all, 6U);
    done.push_back(number);
  };
  run();
  EXPECT_THAT(done, ElementsAre(1, 2, 3, 4, 5, 6));
}

TEST_F(SelfTest, AClientThatCannotBeStartedIsTold) {
  const auto run_good = options_.run;
  options_.run = [&](const ClientFlags& flags, const std::vector<const Case*>& cases) {
    if (flags.mutant == "unencoded-plus") throw std::runtime_error("no process is left");
    return run_good(flags, cases);
  };
  EXPECT_THROW(run(), std::runtime_error);
}

TEST_F(SelfTest, StopsWhenItIsTold) {
  options_.is_stopped = [] { return true; };
  run();
  EXPECT_THAT(asked_, IsEmpty());
}

}  // namespace
}  // namespace mockmeter::conformance
