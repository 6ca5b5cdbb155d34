#include "conformance/self_test/self_test.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <mutex>
#include <set>
#include <stdexcept>

#include "tests/conformance/self_test/trials.h"

namespace mockmeter::conformance {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// Tries the small suite with clients whose bugs all show where they should.
class SelfTest : public ::testing::Test {
 protected:
  SelfTest() {
    options_.bugs = good_matrix(suite_).bugs;
    options_.jobs = 3;
    options_.manners = {{"slow", "thinks"}, {"one-shot", "exits"}};
    options_.run = [this](const Guise& guise, const std::vector<const Case*>& cases) {
      const std::lock_guard lock(mutex_);
      std::vector<CaseResult> results;
      for (const Case* subject : cases) {
        asked_[guise.bug + guise.manner].insert(subject->id);
        results.push_back(result_of(guise.bug, *subject));
      }
      return results;
    };
  }

  static CaseResult result_of(const std::string& bug, const Case& subject) {
    for (const Kill& kill : subject.kills) {
      if (kill.bug == bug) return missed(subject, kill.check);
    }
    return passed(subject);
  }

  KillMatrix run() { return try_suite(suite_.cases, options_); }

  SmallSuite suite_;
  SelfTestOptions options_;
  std::mutex mutex_;
  std::map<std::string, std::set<std::string>> asked_;
};

TEST_F(SelfTest, TriesEachBugWithTheCasesThatNameItAndAGoodClientWithAll) {
  const KillMatrix matrix = run();
  for (const char* const good : {"", "slow", "one-shot"}) EXPECT_EQ(asked_[good].size(), 3U);
  ASSERT_EQ(matrix.good.size(), 3U);
  EXPECT_EQ(matrix.good[0].name, "reference");
  EXPECT_EQ(matrix.good[2].name, "one-shot");
  EXPECT_EQ(matrix.good[2].passed, 3U);
  EXPECT_THAT(asked_["zero-as-null"], ElementsAre("neon/a/zero"));
  EXPECT_THAT(asked_["unencoded-plus"],
              ElementsAre("neon/a/dates[zone=Z]", "neon/a/dates[zone=plus]"));
  EXPECT_THAT(problems_of(matrix, suite_.cases), IsEmpty());
}

TEST_F(SelfTest, KeepsTheOrderOfTheBugs) {
  std::vector<std::string> order;
  for (const Trial& trial : run().trials) order.push_back(trial.bug);
  EXPECT_THAT(order, ElementsAre("drops-zone", "drops-zone", "unencoded-plus", "unencoded-plus",
                                 "zero-as-null"));
}

/// Clients in one guise end their first case otherwise, that many times.
class Spoilt : public SelfTest {
 protected:
  void spoil(const Guise& guise, const CaseResult& result, int times) {
    options_.run = [this, guise, result, times, honest = options_.run](
                       const Guise& tried, const std::vector<const Case*>& cases) mutable {
      std::vector<CaseResult> results = honest(tried, cases);
      const std::lock_guard lock(mutex_);
      const bool is_meant = tried.bug == guise.bug && tried.manner == guise.manner;
      if (is_meant && results.front().subject == result.subject && times-- > 0) {
        results.front() = result;
      }
      return results;
    };
  }

  CaseResult unclaimed(const Case& subject) const {
    CaseResult result = passed(subject);
    result.verdict = Verdict::kUnsupported;
    return result;
  }
};

TEST_F(Spoilt, AGoodClientThatFailsTwiceIsAProblem) {
  spoil({}, missed(suite_.zulu(), "requests.count"), 2);
  const KillMatrix matrix = run();
  EXPECT_EQ(matrix.good[0].passed, 2U);
  EXPECT_THAT(problems_of(matrix, suite_.cases),
              ElementsAre("neon/a/dates[zone=Z]: a client without a bug ends with \"fail\": "
                          "requests.count"));
}

TEST_F(Spoilt, AMannerThatFailsTwiceIsAProblem) {
  spoil({.manner = "slow"}, missed(suite_.zulu(), "requests.delays"), 2);
  EXPECT_THAT(problems_of(run(), suite_.cases),
              ElementsAre("neon/a/dates[zone=Z]: slow ends with \"fail\": requests.delays"));
}

TEST_F(Spoilt, AMannerThatFailsOnceIsNone) {
  spoil({.manner = "slow"}, missed(suite_.zulu(), "requests.delays"), 1);
  const KillMatrix matrix = run();
  EXPECT_THAT(problems_of(matrix, suite_.cases), IsEmpty());
  EXPECT_EQ(matrix.good[1].passed, 3U);
}

TEST_F(Spoilt, AMannerNeedNotClaimEverything) {
  spoil({.manner = "slow"}, unclaimed(suite_.zulu()), 2);
  const KillMatrix matrix = run();
  EXPECT_THAT(problems_of(matrix, suite_.cases), IsEmpty());
  EXPECT_EQ(matrix.good[1].claimed, 2U);
  EXPECT_EQ(matrix.good[1].passed, 2U);
}

TEST_F(Spoilt, TheClientAsItIsClaimsEverything) {
  spoil({}, unclaimed(suite_.zulu()), 2);
  EXPECT_THAT(problems_of(run(), suite_.cases), ::testing::SizeIs(1));
}

TEST_F(Spoilt, ACaseMayMissABugOnce) {
  spoil({.bug = "zero-as-null"}, passed(suite_.zero()), 1);
  EXPECT_THAT(problems_of(run(), suite_.cases), IsEmpty());
}

TEST_F(Spoilt, ACaseMayNotMissABugTwice) {
  spoil({.bug = "zero-as-null"}, passed(suite_.zero()), 2);
  EXPECT_THAT(problems_of(run(), suite_.cases), ::testing::SizeIs(2));
}

TEST_F(Spoilt, ACaseThatFailsForABugThatItDoesNotNameIsAnEcho) {
  options_.full = true;
  spoil({.bug = "zero-as-null"}, missed(suite_.zulu(), "outcome[0]/at"), 1);
  const KillMatrix matrix = run();
  EXPECT_EQ(asked_["zero-as-null"].size(), 3U);
  ASSERT_EQ(matrix.echoes.size(), 1U);
  EXPECT_EQ(matrix.echoes[0].subject, &suite_.zulu());
  EXPECT_EQ(matrix.echoes[0].bug, "zero-as-null");
  EXPECT_THAT(matrix.echoes[0].missed, ::testing::ElementsAre("outcome[0]/at"));
  EXPECT_EQ(matrix.trials.size(), 5U);
}

TEST_F(Spoilt, AnEchoOfACaseThatMeasuresTimeIsConfirmed) {
  options_.full = true;
  suite_.all[0].timed = true;
  spoil({.bug = "zero-as-null"}, missed(suite_.zulu(), "requests.delays"), 1);
  EXPECT_THAT(run().echoes, IsEmpty());
}

TEST_F(Spoilt, AnEchoOfACrashIsConfirmed) {
  options_.full = true;
  CaseResult beside = missed(suite_.zulu(), "outcome[0]");
  beside.crashed = true;
  spoil({.bug = "zero-as-null"}, beside, 1);
  EXPECT_THAT(run().echoes, IsEmpty());
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
  options_.run = [&](const Guise& guise, const std::vector<const Case*>& cases) {
    if (guise.bug == "unencoded-plus") throw std::runtime_error("no process is left");
    return run_good(guise, cases);
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
