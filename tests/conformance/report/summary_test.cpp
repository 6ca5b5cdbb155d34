#include "conformance/report/summary.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/conformance/report/records.h"

namespace mockmeter::conformance {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST(Verdicts, HaveARowEachInTheirOrder) {
  for (const VerdictInfo& row : kVerdicts) EXPECT_EQ(&info_of(row.verdict), &row) << row.name;
}

TEST(Summary, OneVerdictDecidesTheExitCode) {
  const struct {
    Verdict verdict;
    Level level;
    int exit;
  } cases[] = {
      {Verdict::kPass, Level::kMust, 0},           {Verdict::kFail, Level::kMust, 1},
      {Verdict::kWarning, Level::kMust, 0},        {Verdict::kWarning, Level::kShould, 1},
      {Verdict::kAdvisory, Level::kShould, 0},     {Verdict::kKnownFailure, Level::kMust, 0},
      {Verdict::kUnexpectedPass, Level::kMust, 1}, {Verdict::kUnsupported, Level::kMust, 0},
      {Verdict::kNotRun, Level::kMust, 3},         {Verdict::kHarnessError, Level::kMust, 70},
  };
  for (const auto& [verdict, level, exit] : cases) {
    Records records;
    records.month().verdict = verdict;
    records.run.level = level;
    EXPECT_EQ(exit_code(records.run), exit) << to_string(verdict);
  }
}

TEST(Summary, TheWorstVerdictDecides) {
  Records records;
  records.end(records.neon(), Verdict::kNotRun);
  records.end(records.month(), Verdict::kFail);
  EXPECT_EQ(exit_code(records.run), 1);
  records.end(records.retry(), Verdict::kHarnessError);
  EXPECT_EQ(exit_code(records.run), 70);
  records.run.interrupted = true;
  EXPECT_EQ(exit_code(records.run), 130);
}

TEST(Summary, AStaleLineFailsTheRun) {
  Records records;
  records.run.problems = {"known.txt:3 fits no case"};
  EXPECT_EQ(exit_code(records.run), 1);
}

TEST(Summary, TheLastLineCountsWhatFailsTheRun) {
  Records records;
  records.end(records.month(), Verdict::kWarning);
  records.end(records.retry(), Verdict::kUnexpectedPass);
  EXPECT_EQ(result_line(records.run), "1 passed, 1 failed");
  records.run.level = Level::kShould;
  EXPECT_EQ(result_line(records.run), "1 passed, 2 failed");
}

TEST(ProfileResults, AreOfEachProviderAndProfile) {
  Records records;
  records.fail_month();
  records.end(records.neon(), Verdict::kUnsupported);
  records.run.profile = "core";
  const std::vector<ProfileResult> all = profile_results(records.run);
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].provider, "neon");
  EXPECT_EQ(all[0].text(), "") << "not declared";
  EXPECT_EQ(all[1].profile, "core");
  EXPECT_EQ(all[1].text(), "NOT CONFORMANT (1 of 1 failed)");
}

TEST(Summaries, OnePerProfileThatWasAskedFor) {
  Records records;
  EXPECT_THAT(
      summaries(records.run),
      ElementsAre("acme 2.4.1: neon core CONFORMANT (1 of 1), upstash core CONFORMANT (1 of 1)",
                  "acme 2.4.1: neon resilient CONFORMANT (1 of 1), upstash resilient "
                  "CONFORMANT (2 of 2)",
                  "acme 2.4.1: neon secure CONFORMANT (1 of 1), upstash secure CONFORMANT "
                  "(2 of 2)"));
  records.run.profile = "core";
  EXPECT_EQ(summaries(records.run).size(), 1U);
}

/// What is said of upstash's profile `resilient`, which has two cases.
std::string upstash_status(const Records& records) {
  const std::string line = summaries(records.run).at(1);
  return line.substr(line.find("upstash"));
}

TEST(Summaries, SayWhatKeepsAClientFromBeingConformant) {
  const struct {
    Verdict verdict;
    const char* words;
  } cases[] = {
      {Verdict::kFail, "upstash resilient NOT CONFORMANT (1 of 2 failed)"},
      {Verdict::kUnexpectedPass, "upstash resilient NOT CONFORMANT (1 of 2 failed)"},
      {Verdict::kNotRun, "upstash resilient INCOMPLETE (1 of 2 not run)"},
      {Verdict::kHarnessError,
       "upstash resilient UNDECIDED (1 of 2 not evaluated, by a fault of ours)"},
      {Verdict::kKnownFailure,
       "upstash resilient CONFORMANT BUT FOR WHAT IS KNOWN (1 of 2, 1 known failure)"},
      {Verdict::kWarning, "upstash resilient CONFORMANT (2 of 2, 1 warning)"},
      {Verdict::kAdvisory, "upstash resilient CONFORMANT (2 of 2)"},
      {Verdict::kUnsupported, "upstash resilient CONFORMANT (1 of 1, 1 not declared)"},
  };
  for (const auto& [verdict, words] : cases) {
    Records records;
    records.retry().verdict = verdict;
    EXPECT_EQ(upstash_status(records), words);
  }
}

TEST(Summaries, WhatIsNotClaimedAtAll) {
  Records records;
  records.end(records.neon(), Verdict::kUnsupported);
  EXPECT_THAT(summaries(records.run).front(), HasSubstr("acme 2.4.1: neon not declared, upstash"));
}

TEST(Summaries, APartIsNeverCalledConformant) {
  Records records;
  records.run.is_whole = false;
  EXPECT_EQ(upstash_status(records), "upstash resilient in part (2 of 2)");
  EXPECT_EQ(summaries(records.run).size(), 2U) << "no case of it is in secure alone";
}

}  // namespace
}  // namespace mockmeter::conformance
