#include <gtest/gtest.h>

#include <string>

#include "conformance/model/display.h"
#include "tests/conformance/evaluation/trace_builder.h"

namespace mockmeter::conformance::testing {
namespace {

/// An array in an array in an array; copied nowhere, because a copy recurses.
Json nested(std::size_t levels) {
  return Json::parse(std::string(levels, '[') + std::string(levels, ']'));
}

const Json& every_matcher() {
  static const Json kMatchers = Json::parse(R"([
      {"equals":[[[[1]]]]}, {"type":"integer"}, {"number":"1"}, {"instant":"2025-10-01T11:33:05Z"},
      {"length":1}, {"each":{"length":1}}, {"optional":{"equals":[]}}, {"matches":"(a|b)*c"},
      {"schema":"upstash/ok.json"}, {"as_served":true}, {"boolean":true}])");
  return kMatchers;
}

std::string everything_about(TraceBuilder& scene, Json reported) {
  scene.trace.outcomes.front().value = std::move(reported);
  std::string text;
  for (const CallOutcome::Kind kind : {CallOutcome::Kind::kResult, CallOutcome::Kind::kError}) {
    scene.trace.outcomes.front().kind = kind;
    for (const Assertion& each : scene.evaluated().checks) {
      text += each.expected + each.actual + each.difference;
    }
  }
  return text;
}

TEST(ForeignBytes, MayBeDeepWideLongAndNoText) {
  std::string invalid = "\"\xff\xfe\xc3\x28 \xed\xa0\x80";
  const std::string huge(1 << 20, '9');
  for (const Json& matcher : every_matcher()) {
    for (const char* const place : {"", "/0", "/v"}) {
      Json then = Json::parse(R"({
          "outcomes":[{"any_of":[{"result":{}},{"error":{"status":1,"message_contains":"x"}}]}],
          "no_leak":{"token":"planted"}, "distinct_errors":true})");
      then["outcomes"][0]["any_of"][0]["result"][place] = matcher;
      TraceBuilder scene(then, nullptr, Json::parse("[[1]]"));
      for (const std::string& text : {
               everything_about(scene, nested(100'000)),
               everything_about(scene, Json(huge)),
               everything_about(scene, Json::array({huge, "1e" + huge, "-" + huge})),
               everything_about(scene, Json(invalid)),
               everything_about(scene, Json::object({{invalid, invalid}, {"v", invalid}})),
               everything_about(scene, Json(1e308)),
               everything_about(scene, Json(std::string("\0\x1b[2J", 5))),
           }) {
        EXPECT_LT(text.size(), 4000U) << matcher << place;
      }
    }
  }
}

TEST(ForeignBytes, MayBeInRequests) {
  const Json then = Json::parse(R"({"requests":{"each":{
      "method":"GET", "path":["/a"], "path_decodes_to":"/a", "body":"none", "credential":"right",
      "schema":true, "headers":{"x":{"equals":"a","matches":"(a|b)*c"}},
      "query":{"require":{"a":"1"},"only":true,"instants":{"b":"2025-10-01T11:33:05Z"}}}}})");
  for (const std::string& text :
       {std::string("%"), std::string("%%%2"), std::string("\xff\xfe%ff%00"),
        std::string(1 << 16, '%'), std::string(1 << 16, '/'), std::string("?a&&=&a=%zz&b=+"),
        std::string()}) {
    TraceBuilder scene(then);
    scene.trace.exchanges.front().target = text;
    scene.trace.exchanges.front().body = text;
    scene.trace.exchanges.front().headers = {{"x", text}, {"Authorization", text}, {text, text}};
    const Evaluation evaluation = scene.evaluated();
    EXPECT_EQ(evaluation.harness_error, "");
    EXPECT_FALSE(evaluation.checks.empty());
  }
  TraceBuilder scene(then);
  scene.trace.exchanges.front().body = std::string(100'000, '[') + std::string(100'000, ']');
  EXPECT_FALSE(check(scene.evaluated(), "requests[0].schema").passed);
}

TEST(ForeignBytes, AreShownShortAndInUtf8) {
  EXPECT_EQ(to_display(Json("\xff")), "\"\xef\xbf\xbd\"");
  EXPECT_EQ(to_display(nested(8)), "[[[[[[[...]]]]]]]");
  EXPECT_EQ(to_display(Json::parse(R"({"a":[1,2.5,null,true,"x"]})")),
            R"({"a":[1,2.5,null,true,"x"]})");
  EXPECT_LE(to_display(Json(std::string(1000, 'x'))).size(), 170U);
  EXPECT_LE(to_display(Json::array({std::string(100, 'x'), std::string(100, 'y')})).size(), 170U);
}

}  // namespace
}  // namespace mockmeter::conformance::testing
