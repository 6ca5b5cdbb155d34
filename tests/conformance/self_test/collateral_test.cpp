#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <utility>

#include "conformance/self_test/matrix_report.h"
#include "tests/conformance/self_test/mutant_runs.h"

namespace mockmeter::conformance {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

/// In the small suite unencoded-plus is found through requests.query, zero-as-null through outcome.
class CollateralFailures : public ::testing::Test {
 protected:
  CollateralFailures() {
    suite_.all[0].topic = suite_.all[1].topic = "request";
    suite_.all[2].topic = "decoding";
    matrix_.full = true;
  }

  void echo(const std::string& mutant, const Case& subject, std::vector<std::string> missed) {
    matrix_.runs.push_back({.subject = &subject, .mutant = mutant, .missed = std::move(missed)});
  }

  std::size_t unrelated(const std::string& mutant) {
    return collateral_of(matrix_, mutant).unrelated.size();
  }

  SmallSuite suite_;
  KillMatrix matrix_ = good_matrix(suite_);
};

TEST_F(CollateralFailures, IsNoneWithoutEchoes) {
  EXPECT_EQ(collateral_text(collateral_of(matrix_, "zero-as-null")), "no echo");
  EXPECT_THAT(warnings_of(matrix_), IsEmpty());
}

TEST_F(CollateralFailures, MayFailTheSameCheckElsewhere) {
  echo("unencoded-plus", suite_.zero(), {"requests[7].query.from"});
  echo("zero-as-null", suite_.zulu(), {"outcome[3]/other/0"});
  EXPECT_EQ(unrelated("unencoded-plus"), 0U);
  EXPECT_EQ(unrelated("zero-as-null"), 0U);
  EXPECT_EQ(collateral_text(collateral_of(matrix_, "unencoded-plus")), "1 echo: decoding 1");
}

TEST_F(CollateralFailures, MayFailWhatFollowsFromAWrongRequest) {
  for (const char* check : {"requests[0].schema", "requests.count", "outcome[0]/at",
                            "outcome[1].error.status", "distinct_errors"}) {
    echo("unencoded-plus", suite_.zero(), {check});
  }
  EXPECT_EQ(unrelated("unencoded-plus"), 0U);
  EXPECT_THAT(warnings_of(matrix_), IsEmpty());
}

TEST_F(CollateralFailures, IsOneThatSpoilsRequestsByReadingWrongly) {
  echo("zero-as-null", suite_.zulu(), {"requests[0].query.from"});
  echo("zero-as-null", suite_.plus(), {"requests.delays[0]", "requests.count"});
  EXPECT_THAT(warnings_of(matrix_),
              ElementsAre("zero-as-null is too loud: it fails 2 cases through checks that have "
                          "nothing to do with it, first neon/a/dates[zone=Z] through "
                          "requests[0].query.from"));
}

TEST_F(CollateralFailures, IsOneThatSpoilsAnotherPartOfTheRequest) {
  echo("unencoded-plus", suite_.zero(), {"requests[0].path"});
  EXPECT_EQ(unrelated("unencoded-plus"), 1U);
}

TEST_F(CollateralFailures, IsExplainedByOneCheckOfSeveral) {
  echo("zero-as-null", suite_.zulu(), {"requests.delays[0]", "outcome[0]/count"});
  EXPECT_EQ(unrelated("zero-as-null"), 0U);
}

TEST_F(CollateralFailures, IsShownInAFullMatrix) {
  echo("zero-as-null", suite_.zulu(), {"requests.count"});
  echo("zero-as-null", suite_.plus(), {"requests.count", "outcome[0]/at"});
  const std::string text = matrix_text(matrix_, {});
  EXPECT_THAT(text, HasSubstr("zero-as-null                    1 of 1      2 echoes: request 2\n"));
  EXPECT_THAT(text, HasSubstr("\nwarning: zero-as-null is too loud: it fails 1 case through "));
  const Json document = matrix_document(matrix_, {});
  EXPECT_EQ(document["mutants"][2]["echoes"][1], Json::parse(R"({
    "case": "neon/a/dates[zone=plus]",
    "category": "request",
    "missed": ["requests.count", "outcome[0]/at"]
  })"));
  EXPECT_EQ(document["warnings"].size(), 1U);
}

}  // namespace
}  // namespace mockmeter::conformance
