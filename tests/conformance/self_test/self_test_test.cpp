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
using ::testing::Pair;

/// Tries the small suite with clients whose bugs all show where they should.
class SelfTest : public ::testing::Test {
 protected:
  SelfTest() {
    options_.bugs = good_matrix(suite_).bugs;
    options_.jobs = 3;
    options_.run = [this](const std::string& bug, const std::vector<const Case*>& cases) {
      const std::lock_guard lock(mutex_);
      std::vector<CaseResult> results;
      for (const Case* subject : cases) {
        asked_[bug].insert(subject->id);
        results.push_back(result_of(bug, *subject));
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
  EXPECT_EQ(matrix.good, 3U);
  EXPECT_EQ(asked_[""].size(), 3U);
  EXPECT_THAT(asked_["zero-as-null"], ElementsAre("neon/a/zero"));
  EXPECT_THAT(asked_["raw-plus"], ElementsAre("neon/a/dates[zone=Z]", "neon/a/dates[zone=plus]"));
  EXPECT_THAT(problems_of(matrix, suite_.cases), IsEmpty());
}

TEST_F(SelfTest, KeepsTheOrderOfTheBugs) {
  std::vector<std::string> order;
  for (const Trial& trial : run().trials) order.push_back(trial.bug);
  EXPECT_THAT(order,
              ElementsAre("drops-zone", "drops-zone", "raw-plus", "raw-plus", "zero-as-null"));
}

TEST_F(SelfTest, AGoodClientThatFailsIsAProblem) {
  options_.run = [](const std::string& bug, const std::vector<const Case*>& cases) {
    std::vector<CaseResult> results;
    for (const Case* subject : cases) {
      results.push_back(bug.empty() ? missed(*subject, "requests.count")
                                    : result_of(bug, *subject));
    }
    return results;
  };
  const KillMatrix matrix = run();
  EXPECT_EQ(matrix.good, 0U);
  ASSERT_EQ(matrix.blamed.size(), 3U);
  EXPECT_EQ(matrix.blamed[2],
            "neon/a/zero: a client without a bug ends with \"fail\": requests.count");
}

TEST_F(SelfTest, ACaseMayMissABugOnceButNotTwice) {
  int misses = 0;
  const auto run_once = options_.run;
  options_.run = [&](const std::string& bug, const std::vector<const Case*>& cases) {
    std::vector<CaseResult> results = run_once(bug, cases);
    const std::lock_guard lock(mutex_);
    if (bug == "zero-as-null" && misses-- > 0) results.front() = passed(suite_.zero());
    return results;
  };
  misses = 2;
  EXPECT_THAT(problems_of(run(), suite_.cases), ::testing::SizeIs(2));
  misses = 1;
  EXPECT_THAT(problems_of(run(), suite_.cases), IsEmpty());
}

TEST_F(SelfTest, TellsOfItsProgress) {
  std::vector<std::size_t> done;
  options_.on_client = [&](const std::string&, std::size_t number, std::size_t all) {
    EXPECT_EQ(all, 4U);
    done.push_back(number);
  };
  run();
  EXPECT_THAT(done, ElementsAre(1, 2, 3, 4));
}

TEST_F(SelfTest, AClientThatCannotBeStartedIsTold) {
  const auto run_good = options_.run;
  options_.run = [&](const std::string& bug, const std::vector<const Case*>& cases) {
    if (bug == "raw-plus") throw std::runtime_error("no process is left");
    return run_good(bug, cases);
  };
  EXPECT_THROW(run(), std::runtime_error);
}

TEST_F(SelfTest, StopsWhenItIsTold) {
  options_.is_stopped = [] { return true; };
  run();
  EXPECT_THAT(asked_, ElementsAre(Pair("", ::testing::SizeIs(3))));
}

}  // namespace
}  // namespace mockmeter::conformance
