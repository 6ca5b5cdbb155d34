#include "conformance/self_test/loudness.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "conformance/self_test/matrix_report.h"
#include "tests/conformance/self_test/trials.h"

namespace mockmeter::conformance {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

/// "neon/a/zero" names zero-as-null, is of DEC, and is alone in that.
class LoudBug : public ::testing::Test {
 protected:
  LoudBug() {
    suite_.all[0].category = suite_.all[1].category = "REQ";
    suite_.all[2].category = "DEC";
    matrix_.full = true;
  }

  void echo(const std::string& bug, const Case& subject) {
    matrix_.echoes.push_back({&subject, bug, "requests.count"});
  }

  SmallSuite suite_;
  KillMatrix matrix_ = good_matrix(suite_);
};

TEST_F(LoudBug, IsNoneWithoutEchoes) {
  EXPECT_EQ(loudness_text(loudness_of(matrix_, "zero-as-null")), "no echo");
  EXPECT_THAT(warnings_of(matrix_), IsEmpty());
}

TEST_F(LoudBug, MayFailAsManyStrangersAsThereAreCasesForIt) {
  echo("zero-as-null", suite_.zulu());
  EXPECT_EQ(loudness_text(loudness_of(matrix_, "zero-as-null")), "1 echo: REQ 1");
  EXPECT_THAT(warnings_of(matrix_), IsEmpty());
}

TEST_F(LoudBug, MayNotFailMoreOfThem) {
  echo("zero-as-null", suite_.zulu());
  echo("zero-as-null", suite_.plus());
  EXPECT_THAT(
      warnings_of(matrix_),
      ElementsAre("zero-as-null is too loud: it fails 2 cases of other categories than the 1 "
                  "case meant for it"));
}

TEST_F(LoudBug, MayFailWhatIsOfItsOwnCategory) {
  for (int times = 0; times < 9; ++times) echo("zero-as-null", suite_.zero());
  EXPECT_EQ(loudness_of(matrix_, "zero-as-null").strays, 0U);
  EXPECT_THAT(warnings_of(matrix_), IsEmpty());
}

TEST_F(LoudBug, IsShownInAFullMatrix) {
  echo("zero-as-null", suite_.zulu());
  echo("zero-as-null", suite_.plus());
  const std::string text = matrix_text(matrix_, {});
  EXPECT_THAT(text, HasSubstr("zero-as-null                    1 of 1      2 echoes: REQ 2\n"));
  EXPECT_THAT(text, HasSubstr("\nwarning: zero-as-null is too loud: "));
  const Json document = matrix_document(matrix_, {});
  EXPECT_EQ(document["bugs"][2]["echoes"]["REQ"],
            Json::parse(R"(["neon/a/dates[zone=Z]", "neon/a/dates[zone=plus]"])"));
  EXPECT_EQ(document["warnings"].size(), 1U);
}

}  // namespace
}  // namespace mockmeter::conformance
