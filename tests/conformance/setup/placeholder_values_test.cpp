#include "conformance/setup/placeholder_values.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace mockmeter::conformance {
namespace {

using ::testing::MatchesRegex;

TEST(RandomValues, HaveTheShapesThatTheyPromise) {
  const Json values = random_values(7, "a/b/c");
  EXPECT_THAT(text_in(values, "random.text"), MatchesRegex("salt-[a-z0-9]+"));
  const std::string id = text_in(values, "random.id");
  EXPECT_THAT(id, MatchesRegex("[0-9a-f]+-[0-9a-f]+-4[0-9a-f]+-[89ab][0-9a-f]+-[0-9a-f]+"));
  EXPECT_EQ(id.size(), 36U);
  EXPECT_EQ(text_in(values, "random.token").size(), 32U);
  EXPECT_GE(values["random.count"], 100'000);
  EXPECT_LE(values["random.count"], 999'999);
}

TEST(RandomValues, AreTheSameForTheSameSeedAndCaseOnly) {
  const Json values = random_values(7, "a/b/c");
  EXPECT_EQ(random_values(7, "a/b/c"), values);
  EXPECT_NE(random_values(8, "a/b/c")["random.token"], values["random.token"]);
  EXPECT_NE(random_values(7, "a/b/d")["random.token"], values["random.token"]);
  EXPECT_NE(random_values(7, "a/b/d")["random.id"], values["random.id"]);
}

TEST(HttpDates, AreFourSecondsAwayInEveryFormOfADate) {
  // The moment that RFC 9110, 5.6.7 writes in all three forms, less four seconds.
  const Instant now = from_unix_seconds(784'111'777 - 4);
  EXPECT_EQ(http_dates(now), (Json{{"in_4s.imf_fixdate", "Sun, 06 Nov 1994 08:49:37 GMT"},
                                   {"in_4s.rfc850_date", "Sunday, 06-Nov-94 08:49:37 GMT"},
                                   {"in_4s.asctime_date", "Sun Nov  6 08:49:37 1994"}}));
}

}  // namespace
}  // namespace mockmeter::conformance
