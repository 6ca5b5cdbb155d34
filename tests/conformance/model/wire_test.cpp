#include "conformance/model/wire.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace mockmeter::conformance {
namespace {

using ::testing::ElementsAre;

Exchange exchange(std::string target, int status, std::size_t bytes) {
  Exchange one;
  one.method = "GET";
  one.target = std::move(target);
  one.headers = {{"Host", "127.0.0.1"}, {"authorization", "Bearer napi_scale"}};
  one.status = status;
  one.response_body = std::string(bytes, 'x');
  return one;
}

TEST(Wire, ALinePerRequestWithTheGapBeforeIt) {
  Exchange first = exchange("/v1/a?b=c", 503, 17);
  Exchange second = exchange("/v1/a?b=c", 200, 1234);
  first.responded_at = std::chrono::milliseconds(10);
  second.received_at = std::chrono::microseconds(2'010'900);
  EXPECT_THAT(wire_lines({first, second}),
              ElementsAre("GET /v1/a?b=c -> 503, 17 B",
                          "GET /v1/a?b=c -> 200, 1.2 kB, 2000 ms after the response before"));
}

TEST(Wire, SaysWhatLeftOfAResponse) {
  Exchange cut = exchange("/a", 200, 1234);
  cut.error = "net::ERR_CONNECTION_RESET";
  cut.sent_status = 200;
  cut.sent_body_size = 64;
  Exchange nothing = exchange("/a", 200, 99);
  nothing.error = "net::ERR_EMPTY_RESPONSE";
  EXPECT_THAT(wire_lines({cut}),
              ElementsAre("GET /a -> 200, 64 B of 1.2 kB, net::ERR_CONNECTION_RESET"));
  EXPECT_THAT(wire_lines({nothing}), ElementsAre("GET /a -> no response, net::ERR_EMPTY_RESPONSE"));
}

TEST(Wire, SaysWhichRequestsTheScriptHasNoResponseFor) {
  EXPECT_THAT(
      wire_lines({exchange("/a", 200, 1), exchange("/a", 500, 99)}, 1),
      ElementsAre("GET /a -> 200, 1 B",
                  "GET /a -> 500, 99 B, the script has ended, 0 ms after the response before"));
}

TEST(Curl, ShowsEachRequestOnceWithItsSecretAsAVariable) {
  const Exchange one = exchange("/api/v2/a?b=$c%20\"d", 200, 1);
  EXPECT_THAT(curl_lines({one, one}, "neon.account_consumption"),
              ElementsAre("curl -i -H \"Authorization: Bearer $NEON_API_KEY\" --path-as-is "
                          "\"$URL/api/v2/a?b=\\$c%20\\\"d\""));
  Exchange naked = exchange("/v2/x", 200, 1);
  naked.headers = {};
  EXPECT_THAT(curl_lines({naked}, "upstash.list_qstash_users"),
              ElementsAre("curl -i --path-as-is \"$URL/v2/x\""));
}

TEST(Wire, ShowsNoMoreThanTheBeginning) {
  const std::vector<Exchange> many(1000, exchange("/v2/x", 200, 1));
  const std::vector<std::string> lines = wire_lines(many);
  ASSERT_EQ(lines.size(), 201U);
  EXPECT_EQ(lines.back(), "and 800 requests more");
}

TEST(Curl, SendsTheBody) {
  Exchange post = exchange("/v1/keys", 201, 1);
  post.method = "POST";
  post.headers = {{"Content-Type", "application/json"}};
  post.body = R"({"name":"a"})";
  EXPECT_THAT(curl_lines({post}, "zkscore.create_api_key"),
              ElementsAre("curl -i -X POST -H \"Content-Type: application/json\" -d "
                          "\"{\\\"name\\\":\\\"a\\\"}\" --path-as-is \"$URL/v1/keys\""));
}

}  // namespace
}  // namespace mockmeter::conformance
