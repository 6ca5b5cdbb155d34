#include "conformance/report/redaction.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace mockmeter::conformance {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

Evidence evidence() {
  Evidence evidence;
  evidence.then = {{"silence", {{"the user's token", "hush-hush"}}}};
  Call basic;
  basic.credential = {{"scheme", "basic"}, {"username", "dev"}, {"password", "s3cr:t pass"}};
  Call bearer;
  bearer.credential = {{"scheme", "bearer"}, {"token", "napi_live"}};
  evidence.calls = {basic, bearer, Call()};
  Exchange exchange;
  exchange.headers = {{"Authorization", "Basic ZGV2OnMzY3I6dCBwYXNz"}};
  evidence.exchanges = {exchange};
  return evidence;
}

TEST(Redaction, HidesEverySpellingOfASecret) {
  const Redaction redaction(evidence());
  const struct {
    const char* text;
    const char* shown;
  } cases[] = {
      {"token napi_live, napi_live", "token $SECRET, $SECRET"},
      {"?key=s3cr%3At%20pass&x", "?key=$SECRET&x"},
      {"s3cr:t pass", "$SECRET"},
      {"Basic ZGV2OnMzY3I6dCBwYXNz", "Basic $CREDENTIAL"},
      {"he said hush-hush", "he said $SECRET"},
      {"dev and napi_", "dev and napi_"},
  };
  for (const auto& [text, shown] : cases) EXPECT_EQ(redaction(text), shown);
}

TEST(Redaction, ReachesEveryTextOfAResult) {
  CaseResult result;
  result.reason = "a napi_live";
  result.checks = {{"b", false, "c napi_live", "d napi_live", "e napi_live"}};
  result.wire = {"f napi_live"};
  result.curl = {"g napi_live"};
  result.not_modelled = {"h napi_live"};
  Redaction(evidence()).apply(result);
  const Check& check = result.checks.front();
  for (const std::string& text : {result.reason, check.expected, check.actual, check.difference,
                                  result.wire[0], result.curl[0], result.not_modelled[0]}) {
    EXPECT_THAT(text, HasSubstr("$SECRET"));
    EXPECT_THAT(text, Not(HasSubstr("napi_live")));
  }
}

}  // namespace
}  // namespace mockmeter::conformance
