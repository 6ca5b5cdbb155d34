#include "server/api/message.h"

#include <gtest/gtest.h>

namespace mockmeter {
namespace {

TEST(Headers, FindsNamesWithoutCase) {
  const Headers headers{{"X-Request-ID", "a"}, {"x-request-id", "b"}};
  EXPECT_EQ(headers.get("X-REQUEST-id"), "a");
  EXPECT_EQ(headers.count("x-request-ID"), 2U);
  EXPECT_FALSE(headers.get("X-Request").has_value());
}

TEST(Headers, SetReplacesEveryFieldOfThatName) {
  Headers headers{{"A", "1"}, {"b", "2"}, {"a", "3"}};
  headers.set("A", "4");
  EXPECT_EQ(headers.size(), 2U);
  EXPECT_EQ(headers.get("a"), "4");
}

TEST(Request, SplitsTheRawTargetAtTheFirstQuestionMark) {
  const Request request{"GET", "/v2/a%20b?x=1?y", {}, ""};
  EXPECT_EQ(request.path(), "/v2/a%20b");
  EXPECT_EQ(request.query(), "x=1?y");
  const Request bare{"GET", "/v2", {}, ""};
  EXPECT_EQ(bare.path(), "/v2");
  EXPECT_EQ(bare.query(), "");
}

}  // namespace
}  // namespace mockmeter
