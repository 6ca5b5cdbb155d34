#include <gtest/gtest.h>

#include <string>
#include <utility>

#include "server/control/store/redis.h"

namespace mockmeter::testing {
namespace {

TEST(RedisAddress, HasUsualValuesForWhatIsLeftOut) {
  const RedisAddress address = RedisAddress::parse("redis://localhost");
  EXPECT_EQ(address.host, "localhost");
  EXPECT_EQ(address.port, 6379);
  EXPECT_EQ(address.database, 0);
  EXPECT_EQ(address.user, "");
  EXPECT_EQ(address.password, "");
  EXPECT_EQ(address.name(), "redis://localhost:6379/0");
}

TEST(RedisAddress, HasUserAndPasswordWhichItDoesNotShow) {
  const RedisAddress address = RedisAddress::parse("redis://me%40x:a%2Fb%3A@host:7/12");
  EXPECT_EQ(address.user, "me@x");
  EXPECT_EQ(address.password, "a/b:");
  EXPECT_EQ(address.name(), "redis://host:7/12");
  EXPECT_EQ(RedisAddress::parse("redis://:pass@host").password, "pass");
}

TEST(RedisAddress, MayBeOfVersion6) {
  const RedisAddress address = RedisAddress::parse("redis://[::1]:7/3");
  EXPECT_EQ(address.host, "::1");
  EXPECT_EQ(address.port, 7);
  EXPECT_EQ(address.name(), "redis://[::1]:7/3");
  EXPECT_EQ(RedisAddress::parse("redis://[::1]").port, 6379);
}

TEST(RedisAddress, SaysWhatIsWrongWithoutThePassword) {
  for (const auto& [text, part] : {std::pair{"redis://", "names no host"},
                                   {"redis://me:secret@", "names no host"},
                                   {"redis://me:secret@h:0x", "port \"0x\""},
                                   {"redis://me:secret@h:65536", "port \"65536\""},
                                   {"redis://h/-1", "database \"-1\""},
                                   {"redis://me:sec%ret@h", "not percent-encoded"}}) {
    try {
      RedisAddress::parse(text);
      ADD_FAILURE() << text;
    } catch (const RedisError& error) {
      EXPECT_NE(std::string(error.what()).find(part), std::string::npos) << error.what();
      EXPECT_EQ(std::string(error.what()).find("sec"), std::string::npos);
    }
  }
}

}  // namespace
}  // namespace mockmeter::testing
