#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>

#include "conformance/setup/script.h"

namespace mockmeter::conformance {
namespace {

using ::testing::HasSubstr;

const Json kPoints = {{"points", {{{"x", 1}}, {{"x", 2}}}}, {"name", "a"}};

TEST(Body, FollowsEveryInstruction) {
  const struct {
    Json response;
    const char* body;
  } cases[] = {
      {Json::object(), ""},
      {{{"text", "<html>"}}, "<html>"},
      {{{"text", 17}}, "17"},
      {{{"json", nullptr}}, "null"},
      {{{"json", kPoints}}, R"({"points":[{"x":1},{"x":2}],"name":"a"})"},
      {{{"json", kPoints}, {"set", {{"/name", "b"}, {"/points/1/y", nullptr}}}},
       R"({"points":[{"x":1},{"x":2,"y":null}],"name":"b"})"},
      {{{"json", kPoints}, {"remove", {"/name", "/points/0"}}}, R"({"points":[{"x":2}]})"},
      {{{"json", kPoints}, {"repeat", {{"/points", 3}}}},
       R"({"points":[{"x":1},{"x":1},{"x":1}],"name":"a"})"},
      {{{"json", kPoints}, {"repeat", {{"/points", 0}}}}, R"({"points":[],"name":"a"})"},
      {{{"json", kPoints}, {"repeat", {{"/points", 2}}}, {"set", {{"/points/1/x", 9}}}},
       R"({"points":[{"x":1},{"x":9}],"name":"a"})"},
      {{{"json", kPoints}, {"raw_json", {{"/points/0/x", "1E+2"}, {"/name", "\"\\u0061\""}}}},
       R"({"points":[{"x":1E+2},{"x":2}],"name":"\u0061"})"},
      {{{"json", {{"a", 1}}}, {"raw_json", {{"", "[1, 2]"}}}}, "[1, 2]"},
  };
  for (const auto& [response, body] : cases) EXPECT_EQ(body_of(response), body) << response;
}

TEST(Body, TakesTheExampleOfAnOperation) {
  const Json body = Json::parse(
      body_of({{"example", "upstash/get_qstash_stats"}, {"set", {{"/dlq_message_count", 7}}}}));
  EXPECT_EQ(body["dlq_message_count"], 7);
  EXPECT_EQ(body["days"].size(), 7U);
}

TEST(Body, RefusesWhatLeadsNowhere) {
  const struct {
    Json response;
    const char* word;
  } cases[] = {
      {{{"example", "upstash/get_nothing"}}, "upstash/get_nothing"},
      {{{"json", kPoints}, {"remove", {"/nome"}}}, "remove"},
      {{{"json", kPoints}, {"repeat", {{"/name", 3}}}}, "repeat"},
      {{{"json", kPoints}, {"repeat", {{"/none", 3}}}}, "repeat"},
      {{{"json", kPoints}, {"set", {{"/name/first", 1}}}}, "set"},
  };
  for (const auto& [response, word] : cases) {
    try {
      ADD_FAILURE() << body_of(response);
    } catch (const std::invalid_argument& error) {
      EXPECT_THAT(error.what(), HasSubstr(word));
    }
  }
}

}  // namespace
}  // namespace mockmeter::conformance
