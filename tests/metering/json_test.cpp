#include "server/metering/json.h"

#include <gtest/gtest.h>

#include <string>

namespace mockmeter {
namespace {

std::string nested(std::size_t depth, const std::string& open, const std::string& close) {
  std::string text;
  for (std::size_t i = 0; i < depth; ++i) text += open;
  text += "1";
  for (std::size_t i = 0; i < depth; ++i) text += close;
  return text;
}

TEST(ParseJson, IsReadAsItCame) {
  const auto read = parse_json(R"({"b": [1, {}], "a": "\"[{"})");
  ASSERT_TRUE(read);
  EXPECT_EQ(read->dump(), R"({"b":[1,{}],"a":"\"[{"})");
}

TEST(ParseJson, RefusesWhatIsNone) {
  for (const char* text : {"", "{", "[1,]", "nul", "{\"a\":1}}", "\"\xff\"", "\"\\"}) {
    EXPECT_FALSE(parse_json(text)) << text;
  }
}

TEST(ParseJson, NestsNoDeeperThanTheStackCanBear) {
  EXPECT_TRUE(parse_json(nested(kDeepestJson, "[", "]")));
  EXPECT_TRUE(parse_json(nested(kDeepestJson, "{\"a\":", "}")));
  EXPECT_FALSE(parse_json(nested(kDeepestJson + 1, "[", "]")));
  EXPECT_FALSE(parse_json(nested(kDeepestJson + 1, "{\"a\":", "}")));
  EXPECT_FALSE(parse_json(nested(1'000'000, "[", "]")));
  EXPECT_FALSE(parse_json(std::string(1'000'000, '[')));
}

std::string object_of(std::size_t members) {
  std::string text = "{";
  for (std::size_t i = 0; i < members; ++i) {
    text += (i == 0 ? "\"" : ",\"") + std::to_string(i) + "\":[]";
  }
  return text + "}";
}

TEST(ParseJson, HasNoWiderObjectsThanTimeCanBear) {
  const std::string widest = object_of(kMostMembers);
  EXPECT_TRUE(parse_json(widest));
  EXPECT_TRUE(parse_json("[" + widest + "," + widest + "]"));
  EXPECT_FALSE(parse_json(object_of(kMostMembers + 1)));
  EXPECT_FALSE(parse_json("{\"a\":" + widest + ",\"b\":[" + object_of(600'000) + "]}"));
}

TEST(ParseJson, CountsOnlyWhatIsOpen) {
  std::string flat = "[";
  for (int i = 0; i < 1000; ++i) flat += "[],{},";
  EXPECT_TRUE(parse_json(flat + "0]"));
  EXPECT_TRUE(parse_json("\"" + std::string(1000, '[') + "\\\"" + std::string(1000, '{') +
                         std::string(2000, ':') + "\""));
}

}  // namespace
}  // namespace mockmeter
