#include "base/text/utf8.h"

#include <gtest/gtest.h>

namespace mockmeter {
namespace {

TEST(Utf8, FollowsTheTableOfRfc3629) {
  for (const char* good : {"", "abc", "\xc2\x80", "\xe0\xa0\x80", "\xed\x9f\xbf", "\xee\x80\x80",
                           "\xf0\x90\x80\x80", "\xf4\x8f\xbf\xbf"}) {
    EXPECT_TRUE(is_valid_utf8(good)) << good;
  }
  for (const char* bad : {"\x80", "\xc1\xbf", "\xe0\x9f\xbf", "\xed\xa0\x80", "\xf0\x8f\xbf\xbf",
                          "\xf4\x90\x80\x80", "\xf5\x80\x80\x80", "\xc2", "\xe2\x82", "a\xff"}) {
    EXPECT_FALSE(is_valid_utf8(bad)) << bad;
  }
}

// Source: Unicode 15, section 3.9, "U+FFFD Substitution of Maximal Subparts", tables 3-8 to 3-11.
TEST(Utf8, PutsTheReplacementCharacterForEachMaximalSubpart) {
  const std::string r(kReplacementCharacter);
  EXPECT_EQ(to_utf8("\xC0\xAF\xE0\x80\xBF\xF0\x81\x82\x41"), r + r + r + r + r + r + r + r + "A");
  EXPECT_EQ(to_utf8("\xED\xA0\x80\x41"), r + r + r + "A");
  EXPECT_EQ(to_utf8("\xF4\x91\x92\x93\xFF\x41\x80\xBF\x42"), r + r + r + r + r + "A" + r + r + "B");
  EXPECT_EQ(to_utf8("\xE1\x80\xE2\xF0\x91\x92\xF1\xBF\x41"), r + r + r + r + "A");
  EXPECT_EQ(to_utf8("a\xe2\x82\xac\xe2\x82"), "a\xe2\x82\xac" + r);
}

TEST(Utf8, KnowsAByteOrderMark) {
  EXPECT_EQ(without_byte_order_mark("\xEF\xBB\xBF# a"), "# a");
  EXPECT_EQ(without_byte_order_mark("a\xEF\xBB\xBF"), "a\xEF\xBB\xBF");
  EXPECT_EQ(without_byte_order_mark(""), "");
}

TEST(Utf8, CutsBetweenCharacters) {
  EXPECT_EQ(end_of_character("a\xe2\x82\xac", 3), 1U);
  EXPECT_EQ(end_of_character("\xe2\x82\xac-", 3), 3U);
  EXPECT_EQ(end_of_character("\x80\x80\x80\x80\x80", 4), 4U);
  EXPECT_EQ(count_characters("a\xe2\x82\xac"), 2U);
}

// U+00FF is the last character of ISO 8859-1.
TEST(Latin1, HoldsTheFirst256Characters) {
  EXPECT_EQ(to_latin1("p\xC3\xA4ss\xC3\xBF\x7F"), "p\xE4ss\xFF\x7F");
  EXPECT_EQ(to_latin1("\xC4\x80"), std::nullopt);
  EXPECT_EQ(to_latin1("\xE2\x82\xAC"), std::nullopt);
  EXPECT_EQ(to_latin1("\xE4"), std::nullopt);
}

}  // namespace
}  // namespace mockmeter
