#include "server/api/query.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace mockmeter {
namespace {

using ::testing::ElementsAre;

TEST(Query, KeepsOrderAndRepeats) {
  const auto query = Query::parse("metrics=a&from=1&metrics=b,c&empty=&bare").value();
  EXPECT_THAT(query.all("metrics"), ElementsAre("a", "b,c"));
  EXPECT_EQ(query.get("empty"), "");
  EXPECT_EQ(query.get("bare"), "");
  EXPECT_EQ(query.count("metrics"), 2U);
  EXPECT_FALSE(query.get("to").has_value());
}

TEST(Query, PlusIsASpaceAndTwoBIsAPlus) {
  const auto query = Query::parse("a=x+02:00&b=x%2B02:00").value();
  EXPECT_EQ(query.get("a"), "x 02:00");
  EXPECT_EQ(query.get("b"), "x+02:00");
}

TEST(Query, BracketsMakeAnotherName) {
  const auto query = Query::parse("metrics%5B%5D=a&metrics[]=b").value();
  EXPECT_EQ(query.count("metrics"), 0U);
  EXPECT_THAT(query.all("metrics[]"), ElementsAre("a", "b"));
}

TEST(Query, SkipsEmptyPairs) {
  const auto query = Query::parse("&&a=1&").value();
  EXPECT_EQ(std::distance(query.begin(), query.end()), 1);
}

TEST(Query, RefusesBrokenEscapes) {
  for (const char* raw : {"a=%", "a=%4", "a=%zz", "%g1=1", "a=1&b=%2"}) {
    EXPECT_FALSE(Query::parse(raw).has_value()) << raw;
  }
}

TEST(Query, RefusesWhatIsNotUtf8) {
  EXPECT_FALSE(Query::parse("a=%ff").has_value());
  EXPECT_FALSE(Query::parse("%c0%af=1").has_value());
  EXPECT_TRUE(Query::parse("a=%e2%82%ac").has_value());
}

TEST(ParseInteger, TakesDecimalsWithASign) {
  EXPECT_EQ(parse_integer("0"), 0);
  EXPECT_EQ(parse_integer("-12"), -12);
  EXPECT_EQ(parse_integer("+7"), 7);
  EXPECT_EQ(parse_integer("9007199254740992"), kLargestExactInteger);
}

TEST(ParseInteger, RefusesWhatIsNoExactInteger) {
  for (const char* text : {"", " 1", "1 ", "1.0", "1e3", "0x10", "abc", "+-1", "--1", "+",
                           "9007199254740993", "-9007199254740993", "99999999999999999999999"}) {
    EXPECT_FALSE(parse_integer(text).has_value()) << text;
  }
}

}  // namespace
}  // namespace mockmeter
