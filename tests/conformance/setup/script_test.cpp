#include "conformance/setup/script.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>

namespace mockmeter::conformance {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Pair;

ScriptedResponse only(const Json& response) { return read_script(Json::array({response})).at(0); }

TEST(Script, ReadsEveryMember) {
  const ScriptedResponse response =
      only({{"status", 503},
            {"headers", Json::parse(R"([["Retry-After","2"],["X-Port",4012]])")},
            {"text", "busy"},
            {"gzip", true},
            {"chunked", true},
            {"close", true},
            {"delivery", Json::array({"delay=300ms"})}});
  EXPECT_EQ(response.status, 503);
  EXPECT_THAT(response.headers, ElementsAre(Pair("Retry-After", "2"), Pair("X-Port", "4012")));
  EXPECT_EQ(response.body, "busy");
  EXPECT_TRUE(response.gzip);
  EXPECT_TRUE(response.chunked);
  EXPECT_TRUE(response.close);
  EXPECT_THAT(response.delivery, ElementsAre("delay=300ms"));
}

TEST(Script, JsonNeedsNoContentType) {
  const ScriptedResponse plain = only({{"json", {{"a", 1}}}});
  EXPECT_EQ(plain.status, 200);
  EXPECT_FALSE(plain.gzip || plain.chunked || plain.close);
  EXPECT_THAT(plain.headers, ElementsAre(Pair("Content-Type", "application/json")));
  EXPECT_THAT(only({{"json", 1}, {"headers", Json::array()}}).headers, IsEmpty());
  EXPECT_THAT(only({{"text", "{}"}}).headers, IsEmpty());
  EXPECT_THAT(only({{"status", 204}}).headers, IsEmpty());
}

TEST(Script, NamesTheResponseThatCannotBeMade) {
  try {
    read_script({{{"status", 200}}, {{"example", "neon/none"}}});
    ADD_FAILURE() << "made";
  } catch (const std::invalid_argument& error) {
    EXPECT_THAT(error.what(), HasSubstr("response 1"));
  }
}

}  // namespace
}  // namespace mockmeter::conformance
