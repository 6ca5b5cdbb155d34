#include "conformance/evaluation/wire/redaction.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/text/base64.h"
#include "conformance/model/display.h"

namespace mockmeter::conformance {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

CaseTrace trace() {
  CaseTrace trace;
  trace.then = {{"no_leak", {{"the user's token", "hush-hush"}}}};
  Call basic;
  basic.credential = {{"scheme", "basic"}, {"username", "dev"}, {"password", "s3cr:t \"pass\""}};
  Call bearer;
  bearer.credential = {{"scheme", "bearer"}, {"token", "napi_live"}};
  trace.calls = {basic, bearer, Call()};
  return trace;
}

/// The same, and one request with this value of Authorization.
Redaction with_sent(const std::string& authorization) {
  CaseTrace sent = trace();
  Exchange exchange;
  exchange.headers = {{"authorization", authorization}};
  sent.second_exchanges = {exchange};
  return Redaction(sent);
}

TEST(Redaction, HidesEverySpellingOfASecret) {
  const Redaction redaction(trace());
  const struct {
    std::string text;
    const char* to_display;
  } cases[] = {
      {"token napi_live, napi_live", "token $SECRET, $SECRET"},
      {"?key=s3cr%3At%20%22pass%22&x", "?key=$SECRET&x"},
      {"?key=s3cr%3at+%22pass%22&x", "?key=$SECRET&x"},
      {"s3cr:t \"pass\"", "$SECRET"},
      {R"({"password":"s3cr:t \"pass\""})", R"({"password":"$SECRET"})"},
      {"Basic " + base64_encode("dev:s3cr:t \"pass\""), "Basic $SECRET"},
      {"Basic " + base64_encode("me2:s3cr:t \"pass\""), "Basic bWUyOn$SECRETI="},
      {"he said hush-hush", "he said $SECRET"},
      {"dev and napi_", "dev and napi_"},
  };
  for (const auto& [text, to_display] : cases) EXPECT_EQ(redaction(text), to_display);
}

TEST(Redaction, HidesWhatAClientSentOfItsOwn) {
  const struct {
    const char* sent;
    const char* text;
    const char* to_display;
  } cases[] = {
      {"Bearer my-own-key", "it is my-own-key", "it is $SECRET"},
      {"my-own-key", "it is my-own-key", "it is $SECRET"},
      {"my own-key", "it is my own-key", "it is $SECRET"},
      {"Basic", "Basic is a scheme", "Basic is a scheme"},
      {"Bearer ", "Bearer is a scheme", "Bearer is a scheme"},
      {"Bearer null", "null equals null", "null equals null"},
      {"Bearer undefined", "undefined is no function", "undefined is no function"},
      {"", "nothing", "nothing"},
  };
  for (const auto& [sent, text, to_display] : cases)
    EXPECT_EQ(with_sent(sent)(text), to_display) << sent;
}

TEST(Redaction, HidesFieldsThatBearACredentialWhateverTheyAre) {
  const Redaction redaction(trace());
  const struct {
    const char* name;
    const char* value;
    const char* to_display;
  } cases[] = {{"AUTHORIZATION", "Bearer x", "Bearer $SECRET"},
               {"Authorization", "x y", "$SECRET"},
               {"Authorization", "Basic", "Basic"},
               {"Authorization", "", ""},
               {"cookie", "a=b", "$SECRET"},
               {"X-Api-Key", "k", "$SECRET"},
               {"User-Agent", "me/1 napi_live", "me/1 $SECRET"}};
  for (const auto& [name, value, to_display] : cases) {
    EXPECT_EQ(redaction.field(name, value), to_display) << name << ": " << value;
  }
}

TEST(Redaction, HidesTheBeginningOfASecretThatWasCut) {
  const Redaction redaction(trace());
  for (std::size_t before = 140; before < 180; ++before) {
    const std::string text = std::string(before, '.') + "hush-hush and more of it";
    EXPECT_THAT(redaction(to_display(std::string_view(text))), Not(HasSubstr("hush-")));
  }
  EXPECT_EQ(redaction.beginning("I say hush-hush", 13), "I say $SECRET");
  EXPECT_EQ(redaction.beginning("I say hush-hush", 15), "I say $SECRET");
  EXPECT_EQ(redaction.beginning("f\xC3\xBCr", 2), "f") << "no half of a character";
}

TEST(Redaction, ReachesEveryTextOfAResult) {
  CaseResult result;
  result.reason = "a napi_live";
  result.checks = {{"b", false, "c napi_live", "d napi_live", "e napi_live"}};
  result.calls = {"c napi_live"};
  result.wire = {"f napi_live"};
  result.curl = {"g napi_live"};
  result.unreported = {"h napi_live"};
  Redaction(trace()).apply(result);
  const Assertion& check = result.checks.front();
  for (const std::string& text :
       {result.reason, check.expected, check.actual, check.difference, result.calls[0],
        result.wire[0], result.curl[0], result.unreported[0]}) {
    EXPECT_THAT(text, HasSubstr("$SECRET"));
    EXPECT_THAT(text, Not(HasSubstr("napi_live")));
  }
}

}  // namespace
}  // namespace mockmeter::conformance
