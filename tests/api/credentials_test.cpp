#include "server/api/credentials.h"

#include <gtest/gtest.h>

namespace mockmeter {
namespace {

TEST(Credentials, AreWhatFollowsTheScheme) {
  struct Case {
    const char* field;
    std::optional<std::string_view> expected;
  };
  const Case cases[]{
      {"Bearer abc", "abc"},
      {"bEARER abc", "abc"},
      {"Bearer   abc", "abc"},
      {"Bearer a b ", "a b "},
      {"Bearer ", ""},
      {"Bearer", std::nullopt},
      {"Bearerabc", std::nullopt},
      {"Bearer\tabc", std::nullopt},
      {"Basic abc", std::nullopt},
      {"Bear", std::nullopt},
      {"", std::nullopt},
      {" Bearer abc", std::nullopt},
  };
  for (const Case& c : cases) {
    const Headers headers{{"authorization", c.field}};
    EXPECT_EQ(credentials_of(headers, "Bearer"), c.expected) << c.field;
  }
}

TEST(Credentials, AreNoneWithoutExactlyOneField) {
  EXPECT_EQ(credentials_of({}, "Bearer"), std::nullopt);
  EXPECT_EQ(
      credentials_of({{"Authorization", "Bearer a"}, {"Authorization", "Bearer a"}}, "Bearer"),
      std::nullopt);
}

}  // namespace
}  // namespace mockmeter
