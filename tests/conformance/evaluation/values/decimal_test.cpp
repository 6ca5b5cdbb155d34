#include "conformance/evaluation/values/decimal.h"

#include <gtest/gtest.h>

#include <limits>
#include <string>

namespace mockmeter::conformance {
namespace {

TEST(Decimal, IsOneForEverySpellingOfANumber) {
  const struct {
    const char* left;
    const char* right;
    bool same;
  } kRows[] = {
      {"100", "1E+2", true},
      {"100", "100.00", true},
      {"0.5", "5e-1", true},
      {"0", "-0.000e7", true},
      {"-1.50", "-15e-1", true},
      {"9007199254740993", "9007199254740993.0", true},
      {"9007199254740993", "9007199254740992", false},
      {"18446744073709551617", "18446744073709551616", false},
      {"1", "-1", false},
      {"0.1", "0.10000000000000001", false},
      {"1e999999999", "1e999999998", false},
  };
  for (const auto& row : kRows) {
    const auto left = parse_decimal(row.left);
    const auto right = parse_decimal(row.right);
    ASSERT_TRUE(left && right) << row.left << " " << row.right;
    EXPECT_EQ(*left == *right, row.same) << row.left << " " << row.right;
  }
}

TEST(Decimal, IsNoneForWhatJsonDoesNotWrite) {
  for (const char* const text : {"", "-", "007", "+1", ".5", "5.", "1e", "1e+", "0x10", "NaN", "1 ",
                                 " 1", "1e9999999999", "1.2.3", "Infinity", "--1", "1,000"}) {
    EXPECT_FALSE(parse_decimal(text)) << text;
  }
}

TEST(Decimal, KnowsItsMagnitudeAndWhetherItIsWhole) {
  EXPECT_EQ(parse_decimal("123.4")->magnitude(), 3);
  EXPECT_EQ(parse_decimal("0.0004")->magnitude(), -3);
  EXPECT_TRUE(parse_decimal("1.20e2")->whole());
  EXPECT_FALSE(parse_decimal("1.25e1")->whole());
}

TEST(Decimal, OfADoubleIsItsShortestText) {
  EXPECT_EQ(decimal_of(5.806), parse_decimal("5.806"));
  EXPECT_EQ(decimal_of(1e23), parse_decimal("1e23"));
  EXPECT_FALSE(decimal_of(std::numeric_limits<double>::infinity()));
  EXPECT_FALSE(decimal_of(std::numeric_limits<double>::quiet_NaN()));
}

}  // namespace
}  // namespace mockmeter::conformance
