#include "base/text/split.h"

#include <gtest/gtest.h>

namespace mockmeter {
namespace {

using Pieces = std::vector<std::string_view>;

TEST(Split, GivesWhatStandsBetweenTheSeparators) {
  EXPECT_EQ(split("a,b", ','), (Pieces{"a", "b"}));
  EXPECT_EQ(split("a/b", ','), Pieces{"a/b"});
  EXPECT_EQ(split(",a,,", ','), (Pieces{"", "a", "", ""}));
  EXPECT_EQ(split("", ','), Pieces{""});
}

}  // namespace
}  // namespace mockmeter
