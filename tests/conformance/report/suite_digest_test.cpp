#include "conformance/report/suite_digest.h"

#include <gtest/gtest.h>

#include "conformance/report/sha256.h"
#include "tests/conformance/report/records.h"

namespace mockmeter::conformance {
namespace {

TEST(Sha256, IsTheDigestOfItsStandard) {
  // Source: FIPS 180-2, appendix B.1
  EXPECT_EQ(hexadecimal(sha256("abc")),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

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
