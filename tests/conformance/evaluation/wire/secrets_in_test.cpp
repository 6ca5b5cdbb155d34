#include "conformance/evaluation/wire/secrets_in.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "base/text/redaction.h"
#include "conformance/evaluation/wire/redaction.h"

namespace mockmeter::conformance {
namespace {

using ::testing::Contains;
using ::testing::IsEmpty;
using ::testing::IsSupersetOf;

const std::string kLive = "sk_live_" + std::string(24, 'x');

std::set<std::string> secrets_in(const Exchange& exchange) {
  std::set<std::string> found;
  find_secrets(exchange, [&](std::string_view secret) { found.emplace(secret); });
  return found;
}

TEST(SecretsIn, AreFoundWhereverTheJournalWouldHideThem) {
  Exchange exchange;
  exchange.target = "/a/b?api_key=in%20query&x=1";
  exchange.headers = {{"Authorization", "Bearer in-header"}, {"Cookie", "a=in-cookie; b=other"}};
  exchange.response_headers = {{"Set-Cookie", "s=in-set-cookie; Path=/"}};
  exchange.body = R"({"a":{"password":"in-body"}})";
  exchange.response_body = R"([{"token":["in-response"]},{"id":")" + kLive + R"("}])";
  EXPECT_THAT(
      secrets_in(exchange),
      IsSupersetOf({std::string("in query"), std::string("in-header"), std::string("in-cookie"),
                    std::string("other"), std::string("in-set-cookie"), std::string("in-body"),
                    std::string("in-response"), kLive}));
}

TEST(SecretsIn, ALiveIdInATargetIsOne) {
  Exchange exchange;
  exchange.target = "/v2/things/" + kLive + "/stats";
  EXPECT_THAT(secrets_in(exchange), Contains(kLive));
}

TEST(SecretsIn, CountsOfTokensAreNone) {
  Exchange exchange;
  exchange.target = "/a?limit=5";
  exchange.headers = {{"Accept", "application/json"}};
  exchange.response_body = R"({"input_tokens":123456789,"num_sessions":12345678})";
  EXPECT_THAT(secrets_in(exchange), IsEmpty());
}

TEST(SecretsIn, MembersThatAreNamedSoAreHiddenHoweverShort) {
  EXPECT_EQ(hide_named_members(R"({"b":1,"password":"abc","a":2})"),
            R"({"b":1,"password":")" + hashed_label("abc") + R"(","a":2})");
  const std::string innocent = R"({ "b": 1.50, "tokens": 7 })";
  EXPECT_EQ(hide_named_members(innocent), innocent);
  EXPECT_EQ(hide_named_members("no JSON"), "no JSON");
}

TEST(SecretsIn, ALabelStandsInThePlaceOfASecret) {
  Redaction redaction;
  redaction.add("the-secret-key", "$ACME_KEY");
  EXPECT_EQ(redaction.field("Authorization", "Bearer the-secret-key"), "Bearer $ACME_KEY");
  EXPECT_EQ(redaction.field("Authorization", "Bearer another-one"), "Bearer $SECRET");
  EXPECT_EQ(redaction("a the-secret-key b"), "a $ACME_KEY b");
}

}  // namespace
}  // namespace mockmeter::conformance
