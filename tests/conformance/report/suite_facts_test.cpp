#include "conformance/report/suite_facts.h"

#include <gtest/gtest.h>

#include "tests/conformance/report/records.h"

namespace mockmeter::conformance {
namespace {

TEST(SuiteDigest, IsTheSameForTheSameSuiteOnly) {
  Records one;
  Records other;
  EXPECT_EQ(suite_digest(one.suite), suite_digest(other.suite));
  EXPECT_EQ(suite_digest(one.suite).size(), 16U);
  other.suite.cases[2].when = {1};
  EXPECT_NE(suite_digest(one.suite), suite_digest(other.suite));
}

/// What the report of the reference client's `mutant` says of a check of the retries that found
/// `difference`.
std::string likely_cause(const std::string& mutant, const std::string& difference) {
  Records records;
  records.suite.cases[2].kills = {{mutant, "requests.delays"}};
  records.run.results[2].verdict = Verdict::kFail;
  records.run.results[2].checks = {
      {"requests.delays[0]", false, "at least 2000 ms", "300 ms", difference}};
  records.run.results[2].wire = {"GET /v2?a=b -> 200, 1 B"};
  add_suite_facts(records.run, records.suite);
  return records.run.results[2].likely_cause;
}

TEST(LikelyCause, FitsWhatWasFoundAndWhatWasSent) {
  EXPECT_EQ(likely_cause("retry-after-in-ms", "milliseconds were waited, not seconds"),
            "retry-after-in-ms: takes Retry-After for milliseconds");
  EXPECT_EQ(likely_cause("retry-after-in-ms", "1700 ms too early"), "") << "a wait of its own";
  EXPECT_EQ(likely_cause("cache-buster", ""), "") << "nothing was added";
  EXPECT_EQ(likely_cause("ignore-retry-after", "1700 ms too early"),
            "ignore-retry-after: does not look at Retry-After");
}

}  // namespace
}  // namespace mockmeter::conformance
