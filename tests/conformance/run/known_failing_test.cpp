#include "conformance/run/known_failing.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>

namespace mockmeter::conformance {
namespace {

using std::chrono::year;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

const std::chrono::year_month_day kToday = year(2026) / 5 / 20;

std::string refusal(const std::string& text) {
  try {
    read_known_failing(text, "known.txt");
  } catch (const std::invalid_argument& error) {
    return error.what();
  }
  return "nothing";
}

TEST(KnownFailing, ReadsItsLines) {
  const auto known = read_known_failing(
      "# why\n\n a/** until=2026-06-01 issue=https://x/1\n"
      "b/c[p=1] #requests.count issue=https://x/2 until=2026-06-02\n",
      "known.txt");
  ASSERT_THAT(known, SizeIs(2));
  EXPECT_EQ(known[0].glob, "a/**");
  EXPECT_EQ(known[0].check, "");
  EXPECT_EQ(known[0].until, year(2026) / 6 / 1);
  EXPECT_EQ(known[0].place, "known.txt:3");
  EXPECT_EQ(known[1].check, "requests.count");
  EXPECT_EQ(known[1].issue, "https://x/2");
}

TEST(KnownFailing, RefusesWhatItCannotRead) {
  EXPECT_THAT(refusal("a issue=x"), HasSubstr("known.txt:1: expected <case glob>"));
  EXPECT_THAT(refusal("\na until=2026-06-01"), HasSubstr("known.txt:2"));
  EXPECT_THAT(refusal("a until=2026-02-30 issue=x"), HasSubstr("2026-02-30"));
  EXPECT_THAT(refusal("a until=soon issue=x"), HasSubstr("soon"));
  EXPECT_THAT(refusal("a until=2026-06-01 issue=x because"), HasSubstr("\"because\""));
}

/// A run of two cases, and what became of it.
class Applying : public ::testing::Test {
 protected:
  Applying() {
    for (const char* id : {"a/b/one", "a/b/two"}) suite_.cases.push_back(a_case(id));
    for (const Case& subject : suite_.cases) {
      CaseResult result;
      result.subject = &subject;
      result.verdict = Verdict::kPass;
      result.checks = {{"count", true, "1", "1"}, {"path", true, "/", "/"}};
      results_.push_back(std::move(result));
    }
  }

  void miss(std::size_t check, Verdict verdict = Verdict::kFail) {
    one().verdict = verdict;
    one().checks[check].passed = false;
  }

  CaseResult& one() { return results_[0]; }

  std::vector<std::string> apply(const std::string& line) {
    return apply_known_failing(read_known_failing(line + " issue=https://x/1", "k"), suite_, kToday,
                               results_);
  }

  std::vector<CaseResult> results_;

 private:
  static Case a_case(std::string id) {
    Case subject;
    subject.id = std::move(id);
    return subject;
  }

  Suite suite_;
};

TEST_F(Applying, AMissIsKnown) {
  miss(0);
  EXPECT_THAT(apply("a/b/one until=2026-05-20"), IsEmpty());
  EXPECT_EQ(one().verdict, Verdict::kKnownFailure);
  EXPECT_THAT(one().reason, HasSubstr("https://x/1"));
  EXPECT_EQ(results_[1].verdict, Verdict::kPass);
}

TEST_F(Applying, OneCheckIsKnownAndNoOther) {
  miss(0);
  EXPECT_THAT(apply("a/b/one #count until=2026-06-01"), IsEmpty());
  EXPECT_EQ(one().verdict, Verdict::kKnownFailure);
  one().verdict = Verdict::kFail;
  one().checks[1].passed = false;
  apply("a/b/one #count until=2026-06-01");
  EXPECT_EQ(one().verdict, Verdict::kFail) << "path is missed, too";
}

TEST_F(Applying, APassIsUnexpected) {
  apply("a/b/one until=2026-06-01");
  EXPECT_EQ(one().verdict, Verdict::kUnexpectedPass);
  EXPECT_THAT(one().reason, HasSubstr("k:1"));
}

TEST_F(Applying, APassOfTheCheckIsUnexpected) {
  miss(0);
  apply("a/b/one until=2026-06-01 issue=x\na/b/one #path until=2026-06-01");
  EXPECT_EQ(one().verdict, Verdict::kUnexpectedPass);
  EXPECT_THAT(one().reason, HasSubstr("path passes"));
}

TEST_F(Applying, WhatWasNotJudgedStays) {
  one().verdict = Verdict::kUnsupported;
  apply("a/b/one until=2026-06-01");
  EXPECT_EQ(one().verdict, Verdict::kUnsupported);
}

TEST_F(Applying, ALinePastItsDateExcusesNothing) {
  miss(0);
  EXPECT_THAT(apply("a/b/one until=2026-05-19"), ElementsAre(HasSubstr("k:1 is past its date")));
  EXPECT_EQ(one().verdict, Verdict::kFail);
}

TEST_F(Applying, ALineThatFitsNothingIsStale) {
  EXPECT_THAT(apply("a/b/three until=2026-06-01"), ElementsAre(HasSubstr("fits no case")));
}

}  // namespace
}  // namespace mockmeter::conformance
