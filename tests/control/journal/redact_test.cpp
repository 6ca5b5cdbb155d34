#include "server/control/journal/redact.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/text/base64.h"

namespace mockmeter {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

SecretLabels names() {
  SecretLabels names;
  names.add("s3cret-key", "the-key");
  names.add("p@ss word", "the-phrase");
  return names;
}

const std::string kLive = "sk_live_" + std::string(24, 'a');

struct Shown {
  const char* what;
  std::string name;
  std::string value;
  std::string expected;
};

TEST(Redact, ShowsFieldsByTheNamesOfTheirSecrets) {
  const SecretLabels known = names();
  const std::vector<Shown> cases{
      {"known bearer", "Authorization", "Bearer s3cret-key", "Bearer the-key"},
      {"the scheme as written", "authorization", "bearer   s3cret-key", "bearer   the-key"},
      {"known basic", "Authorization", "Basic " + base64_encode("a@b.c:s3cret-key"),
       "Basic the-key"},
      {"with a fault behind it", "Authorization", "Bearer s3cret-key!status=503",
       "Bearer the-key!status=503"},
      {"basic with a fault", "Authorization", "Basic " + base64_encode("a@b.c:s3cret-key!hang"),
       "Basic the-key!hang"},
      {"unknown bearer", "Authorization", "Bearer abc", "Bearer " + hashed_label("abc")},
      {"unknown basic", "Authorization", "Basic " + base64_encode("a:b"),
       "Basic " + hashed_label(base64_encode("a:b"))},
      {"no scheme", "Authorization", "s3cret-key", "the-key"},
      {"no scheme that we know", "Authorization", "hunter2 hunter3",
       hashed_label("hunter2 hunter3")},
      {"another field for secrets", "X-Api-Key", "abc", hashed_label("abc")},
      {"a cookie", "Cookie", "id=abc", hashed_label("id=abc")},
      {"a known secret in any field", "User-Agent", "me (s3cret-key)", "me (the-key)"},
      {"a known pair in any field", "X-Note", "is " + base64_encode("a@b.c:s3cret-key") + "?",
       "is the-key?"},
      {"a phrase in any field", "X-Note", "it is p@ss word.", "it is the-phrase."},
      {"a harmless field", "Accept", "application/json;q=0.9", "application/json;q=0.9"},
      {"a blind spot of words", "X-Note", "a=" + kLive + ",b", "a=" + hashed_label(kLive) + ",b"},
  };
  for (const Shown& c : cases) {
    EXPECT_EQ(Redactor(known).field(c.name, c.value), c.expected) << c.what;
  }
}

TEST(Redact, ShowsTargetsAsTheyCameButForSecrets) {
  const SecretLabels known = names();
  const std::vector<std::pair<std::string, std::string>> cases{
      {"/v2/a%20b?x=1&y=%7B", "/v2/a%20b?x=1&y=%7B"},
      {"/v2/s3cret-key/x", "/v2/the-key/x"},
      {"/v2/s3cret%2Dkey", "/v2/the-key"},
      {"/?x=s3cret-key&y", "/?x=the-key&y"},
      {"/?x=s3cret%2dkey", "/?x=the-key"},
      {"/?x=p%40ss+word", "/?x=the-phrase"},
      {"/?api_key=abc&z=1", "/?api_key=" + hashed_label("abc") + "&z=1"},
      {"/?%61pi_key=abc", "/?%61pi_key=" + hashed_label("abc")},
      {"/?token=", "/?token="},
      {"/?keyId=abc&=&&", "/?keyId=abc&=&&"},
      {"/?a=%zz", "/?a=%zz"},
      {"/s3cret%2Dkey%zz%", "/the-key%zz%"},
      {"/?" + kLive, "/?" + hashed_label(kLive)},
  };
  for (const auto& [target, expected] : cases) {
    EXPECT_EQ(Redactor(known).target(target), expected) << target;
  }
}

TEST(Redact, LooksIntoBodies) {
  const SecretLabels known = names();
  const std::vector<std::pair<std::string, std::string>> cases{
      {R"({ "name" : "x" })", R"({ "name" : "x" })"},
      {R"({"a":{"password":"abc"}})", R"({"a":{"password":")" + hashed_label("abc") + R"("}})"},
      {R"({"pass":1234})", R"({"pass":")" + hashed_label("1234") + R"("})"},
      {R"(["s3cret-key"])", R"(["the-key"])"},
      {R"({"s3cret-key":1})", R"({"the-key":1})"},
      {R"(["\u00733cret-key"])", R"(["the-key"])"},
      {R"({"password":"abc")", hashed_label(R"({"password":"abc")")},
      {R"({"password":"a=b")", hashed_label(R"({"password":"a=b")")},
      {R"({"name":)", R"({"name":)"},
      {std::string(70'000, '{'), "(70000 bytes)"},
      {"", ""},
      {"token=abc&a=b", "token=" + hashed_label("abc") + "&a=b"},
  };
  for (const auto& [body, expected] : cases) {
    EXPECT_EQ(Redactor(known).body(body), expected) << body;
  }
}

TEST(Redact, SaysWhatLooksLive) {
  const SecretLabels known = names();
  const std::vector<std::pair<std::string, bool>> cases{
      {"Bearer " + kLive, true},
      {"Bearer napi_" + std::string(64, 'x'), true},
      {"Bearer zk_prod_abc123", true},
      {"Basic " + base64_encode("a@b.c:" + kLive), true},
      {"Bearer " + base64_encode(R"({"UserID":"11111111","Password":"2222222222"})"), true},
      {"Bearer napi_short", false},
      {"Bearer s3cret-key", false},
      {"Bearer nothing", false},
  };
  for (const auto& [value, live] : cases) {
    Redactor redactor(known);
    EXPECT_THAT(redactor.field("Authorization", value), Not(HasSubstr("aaaa"))) << value;
    EXPECT_EQ(redactor.saw_live(), live) << value;
  }
}

TEST(Redact, SaysWhetherThereWasASecret) {
  SecretLabels names;
  names.add("same", "same");
  names.add("two words", "phrase");
  const std::vector<std::pair<std::string, bool>> cases{
      {"/a?token=x", true},        {"/a?b=same", true},     {"/same", true},
      {"/a?b=two%20words", true},  {"/a?token=", false},    {"/a?token", false},
      {"/a?b=two&c=words", false}, {"/a%20b?c=%41", false},
  };
  for (const auto& [target, secret] : cases) {
    Redactor redactor(names);
    redactor.target(target);
    EXPECT_EQ(redactor.saw_secret(), secret) << target;
  }
}

TEST(Redact, PseudonymsTellSecretsApartAndNothingElse) {
  EXPECT_EQ(hashed_label("a"), hashed_label("a"));
  EXPECT_NE(hashed_label("a"), hashed_label("b"));
  EXPECT_THAT(hashed_label("a"), StartsWith("unknown-"));
  EXPECT_EQ(hashed_label("a").size(), 16U);
}

}  // namespace
}  // namespace mockmeter
