#include "base/text/percent.h"

#include <gtest/gtest.h>

namespace mockmeter {
namespace {

TEST(PercentDecode, LeavesPlusAloneInPaths) {
  EXPECT_EQ(percent_decode("a+b%2Fc", false), "a+b/c");
  EXPECT_EQ(percent_decode("a+b", true), "a b");
}

TEST(PercentDecode, RefusesABrokenEscapeOrLetsItStay) {
  for (const std::string_view text : {"%", "%4", "%zz", "a%4", "%4g", "%%41"}) {
    EXPECT_EQ(percent_decode(text, false), std::nullopt) << text;
  }
  EXPECT_EQ(percent_decoded("%%41%zz+%4"), "%A%zz+%4");
  EXPECT_EQ(percent_decoded("%+%2b", true), "% +");
}

// Source: RFC 3986 section 2.3, "unreserved = ALPHA / DIGIT / "-" / "." / "_" / "~"".
TEST(PercentEncode, EscapesAllButTheUnreserved) {
  EXPECT_EQ(percent_encoded("aZ09-._~"), "aZ09-._~");
  EXPECT_EQ(percent_encoded("/ +\xc3\xa4%"), "%2F%20%2B%C3%A4%25");
  EXPECT_EQ(percent_encoded("/\xff", HexCase::kLower), "%2f%ff");
}

TEST(PercentEncode, IsUndoneByDecoding) {
  std::string bytes;
  for (int byte = 0; byte < 256; ++byte) bytes += static_cast<char>(byte);
  EXPECT_EQ(percent_decode(percent_encoded(bytes), true), bytes);
  EXPECT_EQ(percent_decoded(percent_encoded(bytes, HexCase::kLower)), bytes);
}

// Source: RFC 3986 section 6.2.2.1, "%3a" and "%3A" are equivalent.
TEST(PercentEncode, ComparesItsDigitsWithoutCase) {
  EXPECT_EQ(with_upper_hex("%3a/%3A/%zz/abc"), "%3A/%3A/%zz/abc");
}

// Source: RFC 3986 section 6.2.2.2, escapes of unreserved characters "should be normalized by
// decoding".
TEST(PercentEncode, HasOneFormForEveryEscape) {
  EXPECT_EQ(normalize_escapes("/a%2db%41%7e/%2e%2e/"), "/a-bA~/../");
  EXPECT_EQ(normalize_escapes("%2f%c3%A4%20+%zz%4"), "%2F%C3%A4%20+%zz%4");
}

}  // namespace
}  // namespace mockmeter
