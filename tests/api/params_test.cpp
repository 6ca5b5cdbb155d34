#include "server/api/params.h"

#include <gtest/gtest.h>

namespace mockmeter {
namespace {

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
