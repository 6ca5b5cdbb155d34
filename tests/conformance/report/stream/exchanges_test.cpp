#include "conformance/report/stream/exchanges.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace mockmeter::conformance {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

Exchange exchange_with_secrets() {
  Exchange one;
  one.method = "GET";
  one.target = "/v1/a%20b?key=napi_live";
  one.headers = {{"host", "127.0.0.1:81"}, {"AUTHORIZATION", "Bearer x"}, {"X", "napi_live"}};
  one.connection = 2;
  one.received_at = std::chrono::microseconds(3200);
  one.received_on =
      std::chrono::sys_days(std::chrono::year(2026) / 1 / 31) + std::chrono::milliseconds(9);
  one.responded_at = std::chrono::microseconds(3600);
  one.status = 200;
  one.response_headers = {{"Content-Type", "text/plain"}};
  one.response_body = "for napi_live";
  return one;
}

CaseTrace trace(std::size_t exchanges, const Exchange& each = exchange_with_secrets()) {
  CaseTrace trace;
  trace.then = Json::object();
  Call call;
  call.base_url = "https://127.0.0.1:81/v1";
  call.credential = {{"scheme", "bearer"}, {"token", "napi_live"}};
  trace.calls = {call};
  trace.exchanges.assign(exchanges, each);
  return trace;
}

CaseResult recorded(const CaseTrace& trace) {
  CaseResult result;
  record_exchanges(trace, Redaction(trace), result);
  return result;
}

Json documents(const CaseTrace& trace) { return recorded(trace).exchanges; }

TEST(Exchanges, AreToldAsTheyCameWithoutSecrets) {
  EXPECT_EQ(documents(trace(1)), Json::parse(R"([{
    "server": "first", "origin": "https://127.0.0.1:81", "connection": 2,
    "at": "2026-01-31T00:00:00.009Z", "at_ms": 3.2, "duration_ms": 0.4,
    "request": {"method": "GET", "target": "/v1/a%20b?key=$SECRET",
      "headers": [["host", "127.0.0.1:81"], ["AUTHORIZATION", "Bearer $SECRET"],
                  ["X", "$SECRET"]],
      "body": {"size": 0, "text": ""}},
    "response": {"status": 200, "headers": [["Content-Type", "text/plain"]],
      "body": {"size": 13, "text": "for $SECRET"}}}])"));
}

TEST(Exchanges, WithTheSecondServerComeBehind) {
  CaseTrace both = trace(1);
  both.second_exchanges = {exchange_with_secrets()};
  const Json all = documents(both);
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[1]["server"], "second");
  EXPECT_EQ(all[1]["origin"], "http://127.0.0.1:81");
}

TEST(Exchanges, ShowBytesThatAreNoTextInBase64) {
  Exchange binary = exchange_with_secrets();
  binary.response_body = "\xff\xfe";
  binary.target = "/\xff";
  const Json one = documents(trace(1, binary))[0];
  EXPECT_EQ(one["response"]["body"], Json::parse(R"({"size":2,"base64":"//4="})"));
  EXPECT_EQ(one["request"]["target"], "/\xEF\xBF\xBD");
}

TEST(Exchanges, TellWhatLeftOfAResponse) {
  Exchange cut = exchange_with_secrets();
  cut.error = "net::ERR_CONTENT_LENGTH_MISMATCH";
  cut.sent_status = 200;
  cut.sent_body_size = 9;
  EXPECT_EQ(documents(trace(1, cut))[0]["response"],
            Json::parse(R"({"status": 200, "headers": [["Content-Type", "text/plain"]],
                "body": {"size": 9, "text": "for $SECRET"}, "error": "net::ERR_CONTENT_LENGTH_MISMATCH"})"))
      << "no half of a secret either";
  Exchange nothing = exchange_with_secrets();
  nothing.error = "net::ERR_EMPTY_RESPONSE";
  EXPECT_EQ(documents(trace(1, nothing))[0]["response"],
            Json::parse(R"({"status": 0, "headers": [], "body": {"size": 0, "text": ""},
                "error": "net::ERR_EMPTY_RESPONSE"})"));
}

TEST(Exchanges, AreBoundedWhateverAClientSends) {
  Exchange large = exchange_with_secrets();
  large.body = std::string(20'000, 'x');
  const Json one = documents(trace(1, large))[0]["request"]["body"];
  EXPECT_EQ(one["size"], 20'000);
  EXPECT_EQ(one["cut"], true);
  EXPECT_EQ(one["text"].get<std::string>().size(), 16'384U);
  const CaseTrace endless = trace(1000, large);
  EXPECT_EQ(documents(endless).size(), 200U);
  EXPECT_EQ(recorded(endless).exchanges_left_out, 800U);
  EXPECT_EQ(recorded(trace(1)).exchanges_left_out, 0U);
  EXPECT_LT(documents(endless).dump().size(), 500'000U);
}

TEST(Exchanges, AreCutWithinNoSecret) {
  Exchange large = exchange_with_secrets();
  large.body = std::string(16'384 - 6, '.') + "napi_live";
  const auto text = documents(trace(1, large))[0]["request"]["body"]["text"].get<std::string>();
  EXPECT_THAT(text, HasSubstr("$SECRET"));
  EXPECT_THAT(text, Not(HasSubstr("napi_")));
}

}  // namespace
}  // namespace mockmeter::conformance
