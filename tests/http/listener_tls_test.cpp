// The listener with TLS: what every connection keeps of its properties.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "server/http/listener.h"
#include "server/http/tls/identity.h"
#include "server/http/tls/tls_context.h"
#include "tests/http/http_messages.h"
#include "tests/http/issued_identity.h"
#include "tests/http/many_clients.h"
#include "tests/http/serving.h"
#include "tests/http/tls_peer.h"

namespace mockmeter {
namespace {

using http_messages::get;
using http_messages::post;
using std::chrono::milliseconds;
using std::chrono::steady_clock;
using testing::EndsWith;
using testing::HasSubstr;
using testing::StartsWith;
using End = RawClient::End;

class ListenerTlsTest : public ::testing::Test {
 protected:
  std::unique_ptr<Listener> serve(const Service& service, const Limits& limits = {}) {
    ListenerOptions options;
    options.limits = limits;
    options.tls = std::make_shared<TlsContext>(issued_.identity);
    return mockmeter::serve(service, options);
  }

  TlsClient connect(const Listener& listener) { return {listener.port(), issued_.authority}; }

  IssuedIdentity issued_ = issue_identity("127.0.0.1");
};

TEST_F(ListenerTlsTest, AnswersOnAKeptConnectionAndInOrder) {
  const auto listener = serve(echo);
  EXPECT_THAT(listener->url(), StartsWith("https://127.0.0.1:"));
  TlsClient client = connect(*listener);
  for (int i = 0; i < 20; ++i) {
    client.send(get("", "/" + std::to_string(i)));
    EXPECT_THAT(client.read_response(), EndsWith("GET /" + std::to_string(i) + "|"));
  }
  std::string pipelined;
  for (int i = 0; i < 50; ++i) pipelined += get("", "/" + std::to_string(i));
  client.send(pipelined);
  for (int i = 0; i < 50; ++i) {
    EXPECT_THAT(client.read_response(), EndsWith("GET /" + std::to_string(i) + "|"));
  }
}

TEST_F(ListenerTlsTest, CarriesMegabytesEachWay) {
  const std::string body(7'000'000, 'x');
  const auto listener = serve(echo);
  TlsClient client = connect(*listener);
  client.send(post("Content-Length: 7000000\r\n", body) + get("", "/behind"));
  EXPECT_TRUE(client.read_response().ends_with("\r\n\r\nPOST /|" + body));
  EXPECT_THAT(client.read_response(), EndsWith("GET /behind|"));
}

TEST_F(ListenerTlsTest, ServesManyClientsAtOnce) {
  const auto listener = serve(echo);
  expect_to_serve(64, 10, [&] { return connect(*listener); });
}

TEST_F(ListenerTlsTest, ShakesHandsByteByByte) {
  const auto listener = serve(echo);
  TlsPeer peer(issued_.authority);
  RawClient client(listener->port());
  std::string to_server = peer.handshake();
  while (!peer.established()) {
    for (const char byte : to_server) client.send({&byte, 1});
    to_server = peer.handshake(client.read_to_end(50).bytes);
    ASSERT_EQ(peer.failure(), "");
  }
  client.send(to_server + peer.encrypt(get("", "/x")));
  std::string response;
  for (int i = 0; i < 100 && !response.ends_with("GET /x|"); ++i) {
    response += peer.decrypt(client.read_to_end(50).bytes);
  }
  EXPECT_THAT(response, EndsWith("GET /x|"));
}

TEST_F(ListenerTlsTest, EndsInOrderWhenTheClientSaysSo) {
  const auto listener = serve(echo);
  TlsClient client = connect(*listener);
  client.send(get("Connection: close\r\n"));
  const auto reading = client.read_to_end();
  EXPECT_THAT(reading.bytes, EndsWith("GET /|"));
  EXPECT_EQ(reading.end, End::kClosed);
  EXPECT_TRUE(client.finished());
}

TEST_F(ListenerTlsTest, EndsInOrderWithAClientThatEndsTlsButNotTcp) {
  const auto listener = serve(echo);
  TlsClient client = connect(*listener);
  client.send_last(get(""));
  const auto reading = client.read_to_end(1000);
  EXPECT_THAT(reading.bytes, EndsWith("GET /|"));
  EXPECT_EQ(reading.end, End::kClosed);
  EXPECT_TRUE(client.finished());
}

TEST_F(ListenerTlsTest, TellsPlainHttpToUseHttps) {
  const auto listener = serve(echo);
  for (const std::string& request :
       {get(""), post("Content-Length: 1\r\n", "x"), std::string("DELETE")}) {
    RawClient client(listener->port());
    client.send(request);
    const auto reading = client.read_to_end();
    EXPECT_THAT(reading.bytes, StartsWith("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n"));
    EXPECT_THAT(reading.bytes, HasSubstr("this port speaks TLS; use https://"));
    EXPECT_EQ(reading.end, End::kClosed);
  }
}

TEST_F(ListenerTlsTest, ClosesOnGarbage) {
  const auto listener = serve(echo);
  for (const std::string& garbage :
       {std::string("\0\xff\xff\xff\x01", 5), std::string("\x16\x03\x01\x00\x05hello", 10),
        std::string(200'000, '\x16')}) {
    RawClient client(listener->port());
    client.send(garbage);
    const auto reading = client.read_to_end();
    // Source: RFC 8446 section 5.1: alert(21). OpenSSL gives none to what is no record at all.
    EXPECT_TRUE(reading.bytes.empty() || reading.bytes.front() == '\x15');
    EXPECT_EQ(reading.end, End::kClosed);
  }
  TlsClient client = connect(*listener);
  client.send(get("", "/still"));
  EXPECT_THAT(client.read_response(), EndsWith("GET /still|"));
}

TEST_F(ListenerTlsTest, ClosesAConnectionThatBreaksMidway) {
  const auto listener = serve(echo);
  TlsClient client = connect(*listener);
  client.send(get(""));
  client.read_response();
  client.send_as_is("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
  const auto reading = client.read_to_end();
  EXPECT_EQ(reading.bytes, "");
  EXPECT_EQ(reading.end, End::kClosed);
}

TEST_F(ListenerTlsTest, ConvincesOnlyWhoTrustsTheAuthority) {
  const auto listener = serve(echo);
  EXPECT_THROW(TlsClient(listener->port(), ""), std::runtime_error);
}

// Delivery plans.

TEST_F(ListenerTlsTest, DelaysAndPacesTheResponse) {
  const auto listener = serve(planned({milliseconds(100), 50, {}, false, {}}));
  TlsClient client = connect(*listener);
  const auto start = steady_clock::now();
  client.send(get(""));
  EXPECT_THAT(client.read_response(true), StartsWith("HTTP/1.1 200"));
  EXPECT_GE(since(start), milliseconds(100));
  EXPECT_EQ(client.read_to_end(200).bytes, "0123456789");
  EXPECT_GE(since(start), milliseconds(400));  // delay, 0.1 s, then the client's patience
}

TEST_F(ListenerTlsTest, EndsAsPlannedBehindThePartThatWasSent) {
  struct Case {
    Delivery::End plan;
    End seen;
    bool in_order;
  };
  const std::vector<Case> cases{{Delivery::End::kKeep, End::kClosed, true},
                                {Delivery::End::kClose, End::kClosed, true},
                                {Delivery::End::kReset, End::kReset, false},
                                {Delivery::End::kHang, End::kOpen, false}};
  for (const Case& c : cases) {
    const auto listener = serve(planned({{}, 0, 4, false, c.plan}));
    TlsClient client = connect(*listener);
    client.send(get(""));
    const auto reading = client.read_to_end(300);
    EXPECT_THAT(reading.bytes, EndsWith("\r\n\r\n0123"));
    EXPECT_EQ(reading.end, c.seen) << static_cast<int>(c.plan);
    EXPECT_EQ(client.finished(), c.in_order) << static_cast<int>(c.plan);
  }
}

TEST_F(ListenerTlsTest, ResetsOnlyBehindAllThatWasToBeSent) {
  const std::string body(10'000'000, 'x');  // more than the sockets hold
  const auto listener = serve(planned({{}, 0, 9'000'000, false, Delivery::End::kReset}, body));
  TlsClient client = connect(*listener);
  client.send(get(""));
  client.read_response(true);
  const auto reading = client.read_to_end();
  EXPECT_EQ(reading.bytes.size(), 9'000'000U);
  EXPECT_EQ(reading.end, End::kReset);
}

// Limits and stopping.

TEST_F(ListenerTlsTest, EndsSlowHandshakesAndIdleConnections) {
  Limits limits;
  limits.header_timeout = limits.idle_timeout = milliseconds(200);
  const auto listener = serve(echo, limits);
  TlsPeer peer(issued_.authority);
  const std::string hello = peer.handshake();
  for (const std::string& sent : {std::string(), hello.substr(0, 20), hello}) {
    RawClient client(listener->port());
    client.send(sent);
    EXPECT_EQ(client.read_to_end().end, End::kClosed) << sent.size();
  }
  TlsClient idle = connect(*listener);
  idle.send(get(""));
  idle.read_response();
  EXPECT_EQ(idle.read_to_end().end, End::kClosed);
  EXPECT_TRUE(idle.finished());
}

TEST_F(ListenerTlsTest, RefusesWithAResponseThatTheClientCanRead) {
  const auto listener = serve(echo);
  TlsClient client = connect(*listener);
  client.send(get("X: " + std::string(3'000'000, 'x') + "\r\n"));
  const auto reading = client.read_to_end();
  EXPECT_THAT(reading.bytes, StartsWith("HTTP/1.1 431 "));
  EXPECT_EQ(reading.end, End::kClosed);
  EXPECT_TRUE(client.finished());
}

TEST_F(ListenerTlsTest, TurnsAwayOneConnectionTooManyAfterTheHandshake) {
  Limits limits;
  limits.max_connections = 1;
  const auto listener = serve(echo, limits);
  TlsClient one = connect(*listener);
  one.send(get("", "/1"));
  EXPECT_THAT(one.read_response(), EndsWith("GET /1|"));
  TlsClient two = connect(*listener);
  EXPECT_THAT(two.read_to_end().bytes, StartsWith("HTTP/1.1 503 "));
  RawClient silent(listener->port());
  const auto start = steady_clock::now();
  EXPECT_EQ(silent.read_to_end().end, End::kClosed);
  EXPECT_LT(since(start), milliseconds(3000)) << "it must not keep a place for long";
}

TEST_F(ListenerTlsTest, StopsAtOnceAndInOrder) {
  const auto listener = serve(echo);
  TlsClient idle = connect(*listener);
  idle.send(get(""));
  idle.read_response();
  RawClient in_handshake(listener->port());
  in_handshake.send("\x16");
  const auto start = steady_clock::now();
  listener->stop();
  EXPECT_LT(since(start), milliseconds(500));
  EXPECT_EQ(idle.read_to_end().end, End::kClosed);
  EXPECT_TRUE(idle.finished());
}

}  // namespace
}  // namespace mockmeter
