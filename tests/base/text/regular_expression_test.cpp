#include "base/text/regular_expression.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>

namespace mockmeter {
namespace {

using ::testing::HasSubstr;

/// What is wrong with a pattern; empty when nothing is.
std::string complaint(const std::string& pattern) {
  try {
    const RegularExpression accepted(pattern);
    return {};
  } catch (const std::invalid_argument& error) {
    return error.what();
  }
}

TEST(RegularExpression, MatchesThePartOrTheWholeOfAText) {
  const struct {
    const char* pattern;
    std::string_view text;
    bool part;
    bool whole;
  } cases[] = {
      {"b+", "abbc", true, false},
      {"b+", "bb", true, true},
      {"a|ab", "ab", true, true},
      {"^b", "ab", false, false},
      {"^a+$", "aa\n", false, false},
      {"", "", true, true},
      {".", "\n", false, false},
      {"^.$", "\xC3\xA9", true, true},
      {"^.$", "\xFF", true, true},
      {"^\\d{4}-\\d{2}(\\.\\d+)?\\/$", "2026-05.5/", true, true},
      {"[^[:space:]]", " \t", false, false},
      {"(?i)bearer", "BEARER x", true, false},
      {"\\Q[a[b\\E+", "[a[b", true, true},
      {"[\\[\\&]+&&", "[&&&", true, true},
      {"[]a[:digit:]]+", "]a1", true, true},
      {"[^]&]", "]", false, false},
  };
  for (const auto& [pattern, text, part, whole] : cases) {
    EXPECT_EQ(RegularExpression(pattern).matches_part_of(text), part) << pattern;
    EXPECT_EQ(RegularExpression(pattern).matches_whole(text), whole) << pattern;
  }
}

TEST(RegularExpression, NamesWhatItDoesNotAccept) {
  const struct {
    const char* pattern;
    const char* complaint;
  } cases[] = {
      {"(?=a)", "(?="},
      {"(?!a)", "(?!"},
      {"(?<=a)", "(?<"},
      {"(a)\\1", "\\1"},
      {"\\u00e9", "\\u"},
      {"(", "missing )"},
      {"[", "missing ]"},
      {"a{1001}", "{1001}"},
      {"(a{40}){40}", "{40}"},
      {"(a{0,40}){1,40}", "{1,40}"},
      {"\\p{L}{1000}", "too large"},
      {"[a-z&&[^b]]", "&&[^b]]"},
      {"x[a[bc]]", "[bc]]"},
  };
  for (const auto& each : cases) EXPECT_THAT(complaint(each.pattern), HasSubstr(each.complaint));
  EXPECT_EQ(complaint("(a{3}){4,10}"), "");
}

TEST(RegularExpression, HasNoExponentialTimeAndNoDeepStack) {
  const std::string text(4'000'000, 'a');
  EXPECT_FALSE(RegularExpression("(a+)+b").matches_whole(text));
  EXPECT_FALSE(RegularExpression("(a|aa)*b").matches_part_of(text));
  EXPECT_TRUE(RegularExpression("(.|x)*").matches_whole(text));
}

}  // namespace
}  // namespace mockmeter
