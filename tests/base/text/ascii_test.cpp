#include "base/text/ascii.h"

#include <gtest/gtest.h>

#include <cctype>

#include "base/text/numbers.h"

namespace mockmeter {
namespace {

TEST(Ascii, IsWhatTheCLocaleHas) {
  for (int byte = 0; byte < 256; ++byte) {
    const char c = static_cast<char>(byte);
    EXPECT_EQ(is_digit(c), std::isdigit(byte) != 0) << byte;
    EXPECT_EQ(is_letter(c), std::isalpha(byte) != 0) << byte;
    EXPECT_EQ(to_lower(c), static_cast<char>(std::tolower(byte))) << byte;
    EXPECT_EQ(hex_value(c) >= 0, std::isxdigit(byte) != 0) << byte;
  }
  EXPECT_EQ(hex_value('9') + hex_value('a') + hex_value('F'), 9 + 10 + 15);
}

TEST(Ascii, WritesTheLowestDigits) {
  std::string text;
  append_hex(text, 0x0123456789abcdefU, 16);
  append_hex(text, 0xfedU, 2);
  append_hex(text, 1, 4);
  EXPECT_EQ(text, "0123456789abcdefed0001");
}

TEST(Ascii, ComparesWithoutCase) {
  EXPECT_TRUE(equal_without_case("Content-TYPE", "content-type"));
  EXPECT_FALSE(equal_without_case("content-type", "content-typ"));
  EXPECT_FALSE(equal_without_case("@", "`"));
  EXPECT_EQ(lower_case("Ab\xc3\x84"), "ab\xc3\x84");
}

TEST(Ascii, TrimsBlanksAndTabs) {
  EXPECT_EQ(trimmed(" \ta b\t "), "a b");
  EXPECT_EQ(trimmed("a"), "a");
  EXPECT_EQ(trimmed(" \t"), "");
  EXPECT_EQ(trimmed(""), "");
}

TEST(Ascii, PrintsNoControlCharacter) {
  EXPECT_EQ(printable("a\x1b[1m\n\x7f\xc3\xa4"), "a?[1m??\xc3\xa4");
}

TEST(WholeNumber, IsAllOfATextOrNone) {
  EXPECT_EQ(whole_number<int>("-42"), -42);
  EXPECT_EQ(whole_number<std::uint8_t>("255"), 255);
  EXPECT_EQ(whole_number<unsigned>("ff", 16), 255U);
  for (const char* text : {"", "1x", "x1", " 1", "+1", "1.0"}) {
    EXPECT_EQ(whole_number<int>(text), std::nullopt) << text;
  }
  EXPECT_EQ(whole_number<std::uint8_t>("256"), std::nullopt);
  EXPECT_EQ(whole_number<unsigned>("-1"), std::nullopt);
}

}  // namespace
}  // namespace mockmeter
