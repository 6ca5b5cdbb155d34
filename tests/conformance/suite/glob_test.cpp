#include <gtest/gtest.h>

#include "conformance/suite/selection.h"

namespace mockmeter::conformance {
namespace {

TEST(Glob, FitsWholeIds) {
  const struct {
    const char* pattern;
    const char* text;
    bool fits;
  } cases[] = {
      {"neon/account/x", "neon/account/x", true},
      {"neon/account", "neon/account/x", false},
      {"neon/*/x", "neon/account/x", true},
      {"neon/*", "neon/account/x", false},
      {"neon/**", "neon/account/x", true},
      {"**", "neon/account/x", true},
      {"**/x", "neon/account/x", true},
      {"neon/acc*t/x", "neon/account/x", true},
      {"neon/acc*t/x", "neon/acc/t/x", false},
      {"*/*/*", "neon/account/x", true},
      {"*", "neon/account/x", false},
      {"", "neon/account/x", false},
      {"neon/account/x", "neon/account/xy", false},
  };
  for (const auto& [pattern, text, fits] : cases) {
    EXPECT_EQ(matches_glob(pattern, text), fits) << pattern << " " << text;
  }
}

TEST(Glob, AnIdWithoutItsRowFitsAllRows) {
  EXPECT_TRUE(matches_glob("a/b/count", "a/b/count[period=1h]"));
  EXPECT_TRUE(matches_glob("a/b/count[period=1h]", "a/b/count[period=1h]"));
  EXPECT_FALSE(matches_glob("a/b/count[period=3h]", "a/b/count[period=1h]"));
  EXPECT_TRUE(matches_glob("a/b/count[period=*]", "a/b/count[period=1h]"));
  EXPECT_TRUE(matches_glob("a/b/*", "a/b/path[id=x/y]")) << "a slash of a row is none of the path";
}

}  // namespace
}  // namespace mockmeter::conformance
