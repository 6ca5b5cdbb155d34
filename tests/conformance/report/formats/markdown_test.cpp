#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "conformance/report/formats.h"
#include "tests/conformance/report/records.h"

namespace mockmeter::conformance {
namespace {

using ::testing::HasSubstr;

TEST(Markdown, StaysBelowWhatAPageMayHaveAndSaysWhatIsMissing) {
  Records records = Records::of_everything();
  records.month().checks.back().actual = std::string(5000, '<');
  records.run.problems.assign(200, std::string(5000, '<'));
  RunRecord many = records.record();
  const CaseResult failed = many.results[1];
  const CaseResult known = many.results[2];
  many.results.insert(many.results.begin(), 500, failed);
  many.results.insert(many.results.begin(), 200, known);
  const std::string page = markdown_report(many);
  EXPECT_LT(page.size(), 1024U * 1024U);
  EXPECT_GT(page.size(), 700'000U);
  EXPECT_THAT(page, HasSubstr(" failures more: no room on this page"));
}

}  // namespace
}  // namespace mockmeter::conformance
