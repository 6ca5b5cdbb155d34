#include "conformance/evaluation/wire/credential.h"

#include <gtest/gtest.h>

#include <stdexcept>
#include <string>
#include <vector>

#include "base/text/base64.h"
#include "conformance/evaluation/assertions/headers.h"

namespace mockmeter::conformance {
namespace {

const Json kBearer{{"scheme", "bearer"}, {"token", "t-12345"}};
const Json kBasic{{"scheme", "basic"}, {"username", "u@e.x"}, {"password", "p\xc3\xa4ss:w"}};
const std::string kRightBasic = "Basic dUBlLng6cMOkc3M6dw==";

Exchange with_fields(const std::vector<std::string>& values) {
  Exchange exchange;
  exchange.target = "/v2/x";
  for (const std::string& value : values) exchange.headers.emplace_back("authorization", value);
  return exchange;
}

TEST(Credential, IsRightInOneFormOnly) {
  const struct {
    const Json& credential;
    std::vector<std::string> fields;
    const char* difference;  ///< empty: right
  } kRows[] = {
      {kBearer, {"Bearer t-12345"}, ""},
      {kBearer, {"bEARER t-12345"}, ""},
      {kBearer, {"Bea-rer t-12345"}, "the scheme is another"},
      {kBearer, {"bearer t-12345"}, ""},
      {kBearer, {}, ""},
      {kBearer, {"Bearer  t-12345"}, ""},
      {kBearer, {"Bearer\tt-12345"}, "no blank stands behind the scheme"},
      {kBearer, {"Bearer t-12346"}, "the token is another"},
      {kBearer, {"Bearer"}, "no blank stands behind the scheme"},
      {kBearer, {"Token t-12345"}, "the scheme is another"},
      {kBearer, {"t-12345"}, "the scheme is another"},
      {kBearer, {"Bearer t-12345", "Bearer t-12345"}, "it is there twice"},
      {kBasic, {kRightBasic}, ""},
      {kBasic, {"Basic dUBlLng6cMOkc3M6dw"}, "the base64 lacks its padding"},
      {kBasic, {"Basic dUBlLng6cORzczp3"}, ""},
      {kBasic, {"Basic dUBlLng6cOVzczp3"}, "it is not the base64 of user:password"},
      {kBasic, {"Basic u@e.x:p"}, "it is no base64"},
  };
  for (const auto& row : kRows) {
    const Assertion check = evaluate_credential("right", row.credential, with_fields(row.fields));
    const bool is_right = *row.difference == '\0' && !row.fields.empty();
    EXPECT_EQ(check.passed, is_right) << check.difference;
    EXPECT_EQ(check.difference, row.difference);
  }
}

TEST(Credential, IsNoneWhenTheCallHasNone) {
  EXPECT_TRUE(evaluate_credential("right", nullptr, with_fields({})).passed);
  EXPECT_FALSE(evaluate_credential("right", nullptr, with_fields({"Bearer x"})).passed);
}

TEST(Credential, StaysAwayAltogether) {
  EXPECT_TRUE(evaluate_credential("none", kBearer, with_fields({})).passed);
  EXPECT_FALSE(evaluate_credential("none", kBearer, with_fields({"Bearer other"})).passed);
  Exchange in_url = with_fields({});
  in_url.target = "/v2/x?token=t%2D12345";
  EXPECT_EQ(evaluate_credential("none", kBearer, in_url).actual, "the secret in the URL");
  Exchange in_field = with_fields({});
  in_field.headers.emplace_back("Cookie", "s=" + kRightBasic);
  EXPECT_EQ(evaluate_credential("none", kBasic, in_field).actual, "the secret in the field Cookie");
  Exchange in_body = with_fields({});
  in_body.body = "token=t-12345";
  EXPECT_EQ(evaluate_credential("none", kBearer, in_body).actual, "the secret in the body");
}

TEST(Credential, RefusesWhatItDoesNotKnow) {
  EXPECT_THROW(evaluate_credential("some", kBearer, with_fields({})), std::invalid_argument);
  EXPECT_THROW(authorizations({{"scheme", "digest"}}), std::invalid_argument);
}

}  // namespace
}  // namespace mockmeter::conformance
