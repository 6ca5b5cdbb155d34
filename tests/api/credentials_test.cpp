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

TEST(Credential, IsReadWhetherKnownOrNot) {
  const auto read = [](const char* field) { return read_credential({{"Authorization", field}}); };
  EXPECT_EQ(read("Bearer nobody").scheme, "bearer");
  EXPECT_EQ(read("Bearer nobody").secret, "nobody");
  EXPECT_EQ(read("Bearer ").scheme, "");
  EXPECT_EQ(read("Digest abc").scheme, "");
  const Credential basic = read("basic YTpiOmM=");  // a:b:c
  EXPECT_EQ(basic.scheme, "basic");
  EXPECT_EQ(basic.user, "a");
  EXPECT_EQ(basic.secret, "b:c");
  EXPECT_EQ(read("Basic YWI=").scheme, "") << "ab";
  EXPECT_EQ(read("Basic a:b").scheme, "");
  EXPECT_EQ(read_credential({}).scheme, "");
}

TEST(Credential, IsWrittenAsItWasRead) {
  for (const char* field : {"Bearer nobody", "Basic YTpiOmM=", "Basic Ojo="}) {
    EXPECT_EQ(write_credential(read_credential({{"Authorization", field}})), field);
  }
}

}  // namespace
}  // namespace mockmeter
