#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "server/http/listener.h"
#include "tests/http/http_messages.h"
#include "tests/http/raw_client.h"
#include "tests/http/serving.h"

namespace mockmeter {
namespace {

using http_messages::get;
using std::chrono::milliseconds;
using std::chrono::steady_clock;
using testing::EndsWith;
using testing::HasSubstr;
using testing::StartsWith;
using End = RawClient::End;

TEST(ListenerLimits, RefusesWithAReadableResponse) {
  const auto listener = serve(echo);
  RawClient client(listener->port());
  // Far more than the server reads: closing at once would reset the connection.
  client.send(get("X: " + std::string(3'000'000, 'x') + "\r\n"));
  const auto reading = client.read_to_end();
  EXPECT_THAT(reading.bytes, StartsWith("HTTP/1.1 431 Request Header Fields Too Large\r\n"
                                        "Connection: close\r\n"));
  EXPECT_THAT(reading.bytes,
              EndsWith("{\"type\":\"about:blank\",\"title\":\"Request Header Fields Too Large\","
                       "\"status\":431,\"detail\":\"a header line is over 8192 bytes; raise it "
                       "with --max-header-line\"}"));
  EXPECT_EQ(reading.end, End::kClosed);
}

TEST(ListenerLimits, AnswersWhatCameBeforeTheRefusedRequest) {
  const auto listener = serve(echo);
  RawClient client(listener->port());
  client.send(get("", "/1") + get("X : y\r\n", "/2") + get("", "/3"));
  EXPECT_THAT(client.read_response(), EndsWith("GET /1|"));
  EXPECT_THAT(client.read_response(), StartsWith("HTTP/1.1 400 Bad Request\r\n"));
  EXPECT_EQ(client.read_to_end().bytes, "");
}

TEST(ListenerLimits, EndsSlowRequestsAndIdleConnections) {
  struct Case {
    std::string sent;
    std::string status;  // empty: closed without a word
  };
  const std::vector<Case> cases{
      {"", ""},
      {"GET / HTT", "HTTP/1.1 408 "},
      {"GET / HTTP/1.1\r\nHost: a\r\n", "HTTP/1.1 408 "},
      {"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nab", "HTTP/1.1 408 "},
  };
  Limits limits;
  limits.header_timeout = limits.body_timeout = limits.idle_timeout = milliseconds(60);
  const auto listener = serve_under(limits, echo);
  for (const Case& c : cases) {
    RawClient client(listener->port());
    client.send(c.sent);
    const auto reading = client.read_to_end();
    EXPECT_THAT(reading.bytes, StartsWith(c.status)) << c.sent;
    EXPECT_EQ(reading.bytes.empty(), c.status.empty()) << c.sent;
    EXPECT_EQ(reading.end, End::kClosed) << c.sent;
  }
}

TEST(ListenerLimits, GivesEachRequestItsOwnTime) {
  Limits limits;
  limits.header_timeout = milliseconds(400);
  const auto listener = serve_under(limits, echo);
  RawClient client(listener->port());
  const auto start = steady_clock::now();
  while (since(start) < milliseconds(800)) {
    client.send("GET / HTTP/1.1\r\n");
    client.send("Host: a\r\n\r\n");
    ASSERT_THAT(client.read_response(), EndsWith("GET /|"));
  }
}

TEST(ListenerLimits, DoesNotLetADripExtendTheTime) {
  Limits limits;
  limits.header_timeout = milliseconds(100);
  const auto listener = serve_under(limits, echo);
  RawClient client(listener->port());
  const auto start = steady_clock::now();
  client.send("GET / HTTP/1.1\r\nX: ");
  RawClient::Reading reading;
  while (reading.end == End::kOpen && since(start) < milliseconds(3000)) {
    client.send("x");
    reading = client.read_to_end(20);
  }
  EXPECT_THAT(reading.bytes, StartsWith("HTTP/1.1 408 "));
}

TEST(ListenerLimits, TurnsAwayOneConnectionTooMany) {
  Limits limits;
  limits.max_connections = 2;
  const auto listener = serve_under(limits, echo);
  RawClient one(listener->port());
  auto two = std::make_unique<RawClient>(listener->port());
  one.send(get("", "/1"));
  two->send(get("", "/2"));
  one.read_response();
  two->read_response();
  {
    RawClient three(listener->port());
    const auto reading = three.read_to_end();
    EXPECT_THAT(reading.bytes, StartsWith("HTTP/1.1 503 "));
    EXPECT_THAT(reading.bytes, HasSubstr("--max-connections"));
  }
  two.reset();
  // The place is free as soon as the server has seen the others go.
  std::string response;
  const auto start = steady_clock::now();
  while (!response.starts_with("HTTP/1.1 200") && since(start) < milliseconds(3000)) {
    RawClient again(listener->port());
    again.send(get("", "/again"));
    response = again.read_response();
  }
  EXPECT_THAT(response, EndsWith("GET /again|"));
}

TEST(ListenerLimits, RecoversWhenDescriptorsRunOut) {
  const auto listener = serve(echo);
  rlimit before{};
  ASSERT_EQ(getrlimit(RLIMIT_NOFILE, &before), 0);
  RawClient starved(listener->port(), [&before] {  // its own descriptor is the last there is
    rlimit none = before;
    none.rlim_cur = 1;
    ASSERT_EQ(setrlimit(RLIMIT_NOFILE, &none), 0);
  });
  starved.send(get("", "/starved"));
  EXPECT_EQ(starved.read_to_end(200).bytes, "");
  ASSERT_EQ(setrlimit(RLIMIT_NOFILE, &before), 0);
  EXPECT_THAT(starved.read_response(), EndsWith("GET /starved|"));
}

// Stopping.

}  // namespace
}  // namespace mockmeter
