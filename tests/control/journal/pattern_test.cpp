#include "server/control/journal/pattern.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "server/control/catalog.h"
#include "tests/control/journal/entries.h"

namespace mockmeter::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

RequestPattern read(const char* text) {
  std::vector<ValidationError> faults;
  auto pattern = RequestPattern::read(Json::parse(text), faults);
  EXPECT_THAT(faults, IsEmpty()) << text;
  return pattern;
}

const auto kRecord =
    record_of("GET", "/v2/users?a=1&a=2&b=x%20y", nullptr, 200,
              {{"X-Tag", "One"}, {"X-Tag", "Two"}, {"Authorization", "Bearer napi_scale"}});

TEST(Pattern, MatchesAsWireMockDoes) {
  const std::vector<std::pair<const char*, bool>> cases{
      {"{}", true},
      {R"({"method":"ANY"})", true},
      {R"({"method":"GET"})", true},
      {R"({"method":"POST"})", false},
      {R"({"url":"/v2/users?a=1&a=2&b=x%20y"})", true},
      {R"({"url":"/v2/users"})", false},
      {R"({"urlPattern":"/v2/users\\?.*"})", true},
      {R"({"urlPattern":"/v2/users"})", false},
      {R"({"urlPath":"/v2/users"})", true},
      {R"({"urlPathPattern":"/v2/[a-z]+"})", true},
      {R"({"urlPathPattern":"[a-z]+"})", false},
      {R"({"queryParameters":{"a":{"equalTo":"2"}}})", true},
      {R"({"queryParameters":{"a":{"equalTo":"3"}}})", false},
      {R"({"queryParameters":{"b":{"equalTo":"x y"}}})", true},
      {R"({"queryParameters":{"c":{"absent":true}}})", true},
      {R"({"queryParameters":{"a":{"absent":true}}})", false},
      {R"({"queryParameters":{"c":{"doesNotMatch":"x"}}})", false},
      {R"({"headers":{"x-tag":{"contains":"wo"}}})", true},
      {R"({"headers":{"X-Tag":{"matches":"T.o"}}})", true},
      {R"({"headers":{"X-Tag":{"equalTo":"two"}}})", false},
      {R"({"headers":{"X-Tag":{"equalTo":"two","caseInsensitive":true}}})", true},
      {R"({"headers":{"X-Tag":{"doesNotMatch":"One|Two"}}})", false},
      {R"({"headers":{"X-Tag":{"doesNotMatch":"One"}}})", true},
      {R"({"method":"GET","urlPath":"/v2/other"})", false},
  };
  for (const auto& [text, expected] : cases) {
    EXPECT_EQ(read(text).matches(*kRecord), expected) << text;
    EXPECT_EQ(read(text).differences(*kRecord).empty(), expected) << text;
  }
}

TEST(Pattern, SaysEachDifference) {
  EXPECT_THAT(read(R"({"method":"POST","headers":{"X-Tag":{"equalTo":"Z"},"No":{"matches":"."}}})")
                  .differences(*kRecord),
              ElementsAre(R"(method: expected equal to "POST", found "GET")",
                          R"(header X-Tag: expected equal to "Z", found "One", "Two")",
                          R"(header No: expected matching ".", found none)"));
}

TEST(Pattern, IsRefusedWithEveryFault) {
  const std::vector<std::pair<const char*, const char*>> cases{
      {R"({"urlPattern":"("})", "/urlPattern"},
      {R"({"headers":{"a/b":{"matches":"["}}})", "/headers/a~1b/matches"},
      {R"({"headers":{"A":{"equalTo":"x","contains":"y"}}})", "/headers/A"},
      {R"({"headers":{"A":{"caseInsensitive":true}}})", "/headers/A"},
      {R"({"url":"/a","urlPath":"/a"})", ""},
      {R"({"queryParameters":{"q":{"doesNotMatch":"(a)\\1"}}})", "/queryParameters/q/doesNotMatch"},
      {R"({"urlPathPattern":"(a{100}){100}"})", "/urlPathPattern"},
  };
  for (const auto& [text, pointer] : cases) {
    std::vector<ValidationError> faults;
    RequestPattern::read(Json::parse(text), faults);
    ASSERT_EQ(faults.size(), 1U) << text;
    EXPECT_EQ(faults[0].pointer, pointer) << text;
    EXPECT_FALSE(faults[0].expected.empty());
    EXPECT_FALSE(faults[0].found.empty());
  }
}

TEST(Pattern, KnowsWhichOperationsItMayMatch) {
  const Operation& stats = *find_operation("upstash.get_qstash_stats");
  const std::vector<std::pair<const char*, bool>> cases{
      {"{}", true},
      {R"({"urlPath":"/v2/qstash/stats/x"})", true},
      {R"({"url":"/v2/qstash/stats/x?period=1h"})", true},
      {R"({"urlPath":"/v2/qstash/users"})", false},
      {R"({"method":"POST"})", false},
      {R"({"method":"HEAD"})", true},
      {R"({"urlPathPattern":".*"})", true},
  };
  for (const auto& [text, expected] : cases) {
    EXPECT_EQ(read(text).may_match(stats), expected) << text;
  }
}

}  // namespace
}  // namespace mockmeter::testing
