#include "base/text/redaction.h"

#include <gtest/gtest.h>

namespace mockmeter {
namespace {

TEST(Redaction, KnowsTheNamesOfSecretsInAnyCaseAndAnywhere) {
  for (const char* name :
       {"Authorization", "X-AUTH-TOKEN", "api_key", "apiKey", "x-api-key", "Set-Cookie", "KEY",
        "sig", "Proxy-Authorization", "client_secret", "passWORD", "mySession"}) {
    EXPECT_TRUE(is_secret_name(name)) << name;
  }
  for (const char* name : {"", "a", "keyId", "Accept", "Sec-Fetch-Mode", "toke", "author",
                           "X-Request-ID", "period", "cooki", "secre"}) {
    EXPECT_FALSE(is_secret_name(name)) << name;
  }
}

TEST(Redaction, TellsASchemeFromASecret) {
  const std::pair<std::string_view, std::string_view> cases[] = {
      {"Basic YTpi", "Basic "},
      {"bearer \t x y", "bearer \t "},
      {"Digest", "Digest"},
      {"TOKEN\tx", "TOKEN\t"},
      {"ApiKey ", "ApiKey "},
      {"Bearerx y", ""},
      {"hunter2 hunter3", ""},
      {" Bearer x", ""},
      {"", ""},
  };
  for (const auto& [value, prefix] : cases) EXPECT_EQ(scheme_prefix(value), prefix) << value;
}

TEST(Redaction, ReplacesEachOnce) {
  const struct {
    std::string text;
    const char* what;
    const char* by;
    const char* expected;
  } cases[] = {
      {"a-a", "a", "aa", "aa-aa"}, {"aaa", "aa", "b", "ba"}, {"abab", "ab", "", ""},
      {"abc", "d", "e", "abc"},    {"", "a", "b", ""},
  };
  for (const auto& [text, what, by, expected] : cases) {
    std::string replaced = text;
    replace_all(replaced, what, by);
    EXPECT_EQ(replaced, expected) << text;
  }
}

}  // namespace
}  // namespace mockmeter
