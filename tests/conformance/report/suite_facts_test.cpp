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

}  // namespace
}  // namespace mockmeter::conformance
