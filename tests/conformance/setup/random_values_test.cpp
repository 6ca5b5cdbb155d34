#include "conformance/setup/random_values.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace mockmeter::conformance {
namespace {

using ::testing::MatchesRegex;

TEST(RandomValues, HasTheShapesThatItPromises) {
  const RandomValues salt = make_random_values(7, "a/b/c");
  EXPECT_THAT(salt.text, MatchesRegex("salt-[a-z0-9]+"));
  EXPECT_THAT(salt.id, MatchesRegex("[0-9a-f]+-[0-9a-f]+-4[0-9a-f]+-[89ab][0-9a-f]+-[0-9a-f]+"));
  EXPECT_EQ(salt.id.size(), 36U);
  EXPECT_EQ(salt.token.size(), 32U);
  EXPECT_GE(salt.count, 100'000);
  EXPECT_LE(salt.count, 999'999);
}

TEST(RandomValues, IsTheSameForTheSameSeedAndCaseOnly) {
  const RandomValues salt = make_random_values(7, "a/b/c");
  EXPECT_EQ(make_random_values(7, "a/b/c").token, salt.token);
  EXPECT_EQ(make_random_values(7, "a/b/c").count, salt.count);
  EXPECT_NE(make_random_values(8, "a/b/c").token, salt.token);
  EXPECT_NE(make_random_values(7, "a/b/d").token, salt.token);
  EXPECT_NE(make_random_values(7, "a/b/d").id, salt.id);
}

}  // namespace
}  // namespace mockmeter::conformance
