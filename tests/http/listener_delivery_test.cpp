#include <gmock/gmock.h>
#include <gtest/gtest.h>

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

TEST(ListenerDelivery, DelaysTheFirstByteButNobodyElse) {
  const auto listener = serve(planned({milliseconds(300), 0, {}, false, {}}));
  RawClient client(listener->port());
  RawClient other(listener->port());
  const auto start = steady_clock::now();
  client.send(get("") + get("", "/plain"));
  other.send(get("", "/plain"));
  EXPECT_THAT(other.read_response(), EndsWith("0123456789"));
  EXPECT_LT(since(start), milliseconds(250));
  EXPECT_THAT(client.read_response(), EndsWith("0123456789"));
  EXPECT_GE(since(start), milliseconds(300));
  EXPECT_THAT(client.read_response(), EndsWith("0123456789"));  // the one behind it, in order
}

/// Has a response once a request has waited 150 ms, or at once on "/plain".
Response ready_later(const Request& request) {
  Response response = echo(request);
  if (request.path() != "/plain" && request.waited < milliseconds(150)) {
    response.delivery.retry = milliseconds(20);
  }
  return response;
}

TEST(ListenerDelivery, CallsTheServiceAgainUntilItIsReady) {
  const auto listener = serve(ready_later);
  RawClient client(listener->port());
  RawClient other(listener->port());
  for (int i = 0; i < 2; ++i) {  // the second request waits as long as the first
    const auto start = steady_clock::now();
    client.send("POST /held HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nhi" +
                get("", "/plain"));
    other.send(get("", "/plain"));
    EXPECT_THAT(other.read_response(), EndsWith("GET /plain|"));
    EXPECT_LT(since(start), milliseconds(120)) << "nobody else is held";
    EXPECT_THAT(client.read_response(), EndsWith("POST /held|hi"));
    EXPECT_GE(since(start), milliseconds(150));
    EXPECT_THAT(client.read_response(), EndsWith("GET /plain|")) << "in order";
  }
}

TEST(ListenerDelivery, ForgetsARequestWhoseClientLeaves) {
  const auto listener = serve(ready_later);
  {
    RawClient client(listener->port());
    client.send(get("", "/held"));
  }
  RawClient other(listener->port());
  other.send(get("", "/held"));
  EXPECT_THAT(other.read_response(), EndsWith("GET /held|"));
}

TEST(ListenerDelivery, PacesTheBody) {
  const auto listener = serve(planned({{}, 50, {}, false, {}}));  // 5 bytes each 0.1 s
  RawClient client(listener->port());
  const auto start = steady_clock::now();
  client.send(get(""));
  EXPECT_THAT(client.read_response(true), StartsWith("HTTP/1.1 200"));
  EXPECT_LT(since(start), milliseconds(90));
  EXPECT_EQ(client.read_to_end(200).bytes, "0123456789");
  EXPECT_GE(since(start), milliseconds(300));  // 0.1 s, then the client's patience
}

TEST(ListenerDelivery, EndsAsPlannedBehindThePartThatWasSent) {
  struct Case {
    Delivery::End plan;
    End seen;
  };
  const std::vector<Case> cases{{Delivery::End::kKeep, End::kClosed},
                                {Delivery::End::kClose, End::kClosed},
                                {Delivery::End::kReset, End::kReset},
                                {Delivery::End::kHang, End::kOpen}};
  for (const Case& c : cases) {
    const auto listener = serve(planned({{}, 0, 4, false, c.plan}));
    RawClient client(listener->port());
    client.send(get(""));
    const auto reading = client.read_to_end(300);
    EXPECT_THAT(reading.bytes, HasSubstr("Content-Length: 10\r\n"));
    EXPECT_THAT(reading.bytes, EndsWith("\r\n\r\n0123"));
    EXPECT_EQ(reading.end, c.seen) << static_cast<int>(c.plan);
  }
}

TEST(ListenerDelivery, EndsAsPlannedWithoutAResponse) {
  struct Case {
    Delivery::End plan;
    End seen;
  };
  const std::vector<Case> cases{{Delivery::End::kClose, End::kClosed},
                                {Delivery::End::kReset, End::kReset},
                                {Delivery::End::kHang, End::kOpen}};
  for (const Case& c : cases) {
    const auto listener = serve(planned({{}, 0, {}, true, c.plan}));
    RawClient client(listener->port());
    client.send(get(""));
    const auto reading = client.read_to_end(300);
    EXPECT_EQ(reading.bytes, "");
    EXPECT_EQ(reading.end, c.seen) << static_cast<int>(c.plan);
  }
}

TEST(ListenerDelivery, ResetsOnlyBehindAllThatWasToBeSent) {
  const std::string body(10'000'000, 'x');  // more than the sockets hold
  const auto listener = serve(planned({{}, 0, 9'000'000, false, Delivery::End::kReset}, body));
  RawClient client(listener->port());
  client.send(get(""));
  const std::string head = client.read_response(true);
  const auto reading = client.read_to_end();
  EXPECT_EQ(reading.bytes.size(), 9'000'000U);
  EXPECT_EQ(reading.end, End::kReset);
}

TEST(ListenerDelivery, HoldsHundredsBackAtOnce) {
  constexpr int kClients = 500;
  const auto listener = serve(planned({milliseconds(300), 0, {}, false, {}}));
  std::vector<std::unique_ptr<RawClient>> clients;
  const auto start = steady_clock::now();
  for (int i = 0; i < kClients; ++i) {
    clients.push_back(std::make_unique<RawClient>(listener->port()));
    clients.back()->send(get(""));
  }
  for (const auto& client : clients) EXPECT_THAT(client->read_response(), EndsWith("0123456789"));
  EXPECT_LT(since(start), milliseconds(5000));
}

// Limits: a clear answer that the client can still read.

}  // namespace
}  // namespace mockmeter
