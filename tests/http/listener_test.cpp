#include "server/http/listener.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <future>
#include <stdexcept>
#include <string>
#include <vector>

#include "tests/http/http_messages.h"
#include "tests/http/many_clients.h"
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

TEST(Listener, AnswersOnAKeptConnection) {
  const auto listener = serve(echo);
  RawClient client(listener->port());
  for (int i = 0; i < 20; ++i) {
    client.send(get("", "/" + std::to_string(i)));
    EXPECT_EQ(client.read_response(),
              "HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(i < 10 ? 7 : 8) +
                  "\r\nContent-Type: application/json\r\nDate: Wed, 20 May 2026 12:00:00 GMT"
                  "\r\n\r\nGET /" +
                  std::to_string(i) + "|");
  }
}

TEST(Listener, CountsConnectionsAndTheirBytes) {
  const std::string large(8'000'000, 'x');  // no socket takes it at once
  const auto listener = serve([&](const Request& request) {
    return json_response(200, request.path() == "/large" ? large : "{}");
  });
  std::size_t sent = 0;
  std::size_t received = 0;
  const auto ask = [&](RawClient& client, const std::string& request) {
    client.send(request);
    sent += request.size();
    received += client.read_response().size();
  };
  RawClient one(listener->port());
  RawClient other(listener->port());
  ask(one, get("", "/large"));
  ask(other, get("", "/small"));
  ask(one, get("", "/small"));
  EXPECT_EQ(listener->traffic().open_connections, 2U);
  listener->stop();  // what was sent is counted a moment later
  const WireTraffic traffic = listener->traffic();
  EXPECT_EQ(traffic.connections, 2U);
  EXPECT_EQ(traffic.open_connections, 0U);
  EXPECT_EQ(traffic.bytes_received, sent);
  EXPECT_EQ(traffic.bytes_sent, received);
  EXPECT_GT(received, large.size());
}

TEST(Listener, AnswersPipelinedRequestsInOrder) {
  const auto listener = serve(echo);
  RawClient client(listener->port());
  std::string all;
  for (int i = 0; i < 50; ++i) {
    all += i % 2 == 0 ? get("", "/" + std::to_string(i))
                      : "POST /" + std::to_string(i) +
                            " HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc";
  }
  client.send(all);
  for (int i = 0; i < 50; ++i) {
    EXPECT_THAT(client.read_response(),
                EndsWith(i % 2 == 0 ? "GET /" + std::to_string(i) + "|"
                                    : "POST /" + std::to_string(i) + "|abc"));
  }
}

TEST(Listener, AnswersARequestThatComesByteByByte) {
  const auto listener = serve(echo);
  RawClient client(listener->port());
  for (const char byte : std::string("POST /x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: "
                                     "chunked\r\n\r\n2\r\nhi\r\n0\r\n\r\n")) {
    client.send({&byte, 1});
  }
  EXPECT_THAT(client.read_response(), EndsWith("POST /x|hi"));
}

TEST(Listener, GivesHeadNoBody) {
  const auto listener = serve(echo);
  RawClient client(listener->port());
  client.send("HEAD /x HTTP/1.1\r\nHost: a\r\n\r\n" + get("", "/y"));
  EXPECT_THAT(client.read_response(true), HasSubstr("Content-Length: 8\r\n"));
  EXPECT_THAT(client.read_response(), EndsWith("GET /y|"));
}

TEST(Listener, ClosesWhenTheClientSaysSo) {
  const auto listener = serve(echo);
  for (const std::string& request :
       {get("Connection: close\r\n"), std::string("GET / HTTP/1.0\r\n\r\n")}) {
    RawClient client(listener->port());
    client.send(request + get("", "/never"));
    const auto reading = client.read_to_end();
    EXPECT_THAT(reading.bytes, EndsWith("GET /|"));
    EXPECT_EQ(reading.end, End::kClosed);
  }
}

TEST(Listener, KeepsAnHttp10ConnectionThatAsksForIt) {
  const auto listener = serve(echo);
  RawClient client(listener->port());
  client.send("GET /1 HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
  EXPECT_THAT(client.read_response(), HasSubstr("Connection: keep-alive\r\n"));
  client.send("GET /2 HTTP/1.0\r\n\r\n");
  EXPECT_THAT(client.read_to_end().bytes, EndsWith("GET /2|"));
}

TEST(Listener, AsksForTheBodyThatIsHeldBack) {
  const auto listener = serve(echo);
  RawClient client(listener->port());
  client.send("POST /x HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
  EXPECT_EQ(client.read_response(), "HTTP/1.1 100 Continue\r\n\r\n");
  client.send("hi");
  EXPECT_THAT(client.read_response(), EndsWith("POST /x|hi"));
}

TEST(Listener, AnswersAClientThatStoppedSending) {
  const auto listener = serve(planned({milliseconds(50), 0, {}, false, {}}));
  RawClient client(listener->port());
  client.send(get(""));
  client.finish_sending();
  EXPECT_THAT(client.read_to_end().bytes, EndsWith("0123456789"));
}

TEST(Listener, SendsAResponseLargerThanAnySocketBuffer) {
  const std::string body(20'000'000, 'x');
  const auto listener = serve([&](const Request&) { return json_response(200, body); });
  RawClient client(listener->port());
  client.send(get("", "/1") + get("", "/2"));
  EXPECT_TRUE(client.read_response().ends_with("\r\n\r\n" + body));
  EXPECT_TRUE(client.read_response().ends_with("\r\n\r\n" + body));
}

TEST(Listener, ServesManyClientsAtOnce) {
  const auto listener = serve(echo);
  expect_to_serve(16, 100, [&] { return RawClient(listener->port()); });
}

TEST(Listener, MayLiveBesideAnother) {
  const auto one = serve([](const Request&) { return json_response(200, "one"); });
  const auto two = serve([](const Request&) { return json_response(200, "two"); });
  RawClient client(one->port());
  RawClient other(two->port());
  client.send(get(""));
  other.send(get(""));
  EXPECT_THAT(client.read_response(), EndsWith("one"));
  EXPECT_THAT(other.read_response(), EndsWith("two"));
}

TEST(Listener, NamesThePortThatIsInUse) {
  const auto listener = serve(echo);
  ListenerOptions same = noon_options();
  same.port = listener->port();
  const std::string place = "127.0.0.1:" + std::to_string(same.port);
  EXPECT_EQ(listener->url(), "http://" + place);
  try {
    const Listener second(same, echo);
    FAIL() << "two listeners on " << place;
  } catch (const std::runtime_error& error) {
    EXPECT_EQ(error.what(), place + " is in use; choose another --port, or 0 for any");
  }
}

TEST(Listener, NamesAHostThatIsNotHere) {
  ListenerOptions elsewhere = noon_options();
  elsewhere.host = "192.0.2.1";
  try {
    const Listener listener(elsewhere, echo);
    FAIL() << "listening on a foreign address";
  } catch (const std::runtime_error& error) {
    EXPECT_THAT(error.what(), StartsWith("192.0.2.1:0 cannot be listened on ("));
  }
}

// Delivery plans, as a client sees them.

TEST(ListenerStop, ClosesIdleConnectionsAtOnceAndMayBeRepeated) {
  const auto listener = serve(echo);
  RawClient idle(listener->port());
  idle.send(get(""));
  idle.read_response();
  const auto start = steady_clock::now();
  listener->stop();
  listener->stop();
  EXPECT_LT(since(start), milliseconds(500));
  EXPECT_EQ(idle.read_to_end().end, End::kClosed);
  EXPECT_THROW(RawClient late(listener->port()), std::runtime_error);
}

TEST(ListenerStop, DropsResponsesThatAPlanHoldsBack) {
  const auto listener = serve(planned({std::chrono::seconds(60), 0, {}, false, {}}));
  RawClient delayed(listener->port());
  delayed.send(get(""));
  RawClient probe(listener->port());
  probe.send(get("", "/plain"));
  probe.read_response();
  const auto start = steady_clock::now();
  listener->stop();
  EXPECT_LT(since(start), milliseconds(500));
  EXPECT_EQ(delayed.read_to_end().bytes, "");
}

TEST(ListenerStop, DropsRequestsWhoseResponseIsNotReady) {
  const auto listener = serve([](const Request&) {
    Response never;
    never.delivery.retry = milliseconds(10);
    return never;
  });
  RawClient held(listener->port());
  held.send(get(""));
  EXPECT_EQ(held.read_to_end(50).bytes, "");
  const auto start = steady_clock::now();
  listener->stop();
  EXPECT_LT(since(start), milliseconds(500));
}

TEST(ListenerStop, FinishesTheRequestInFlight) {
  const auto listener = serve(echo);
  RawClient client(listener->port());
  client.send("POST /x HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
  client.read_response();  // the server is in the middle of this request
  auto stopping = std::async(std::launch::async, [&] { listener->stop(); });
  while (true) {  // until it no longer accepts
    try {
      RawClient probe(listener->port());
    } catch (const std::runtime_error&) {
      break;
    }
  }
  client.send("hi");
  const auto reading = client.read_to_end();
  EXPECT_THAT(reading.bytes, HasSubstr("Connection: close\r\n"));
  EXPECT_THAT(reading.bytes, EndsWith("POST /x|hi"));
}

TEST(ListenerStop, NeedsNoStart) {
  Listener listener(noon_options(), echo);
  EXPECT_NE(listener.port(), 0);
}

/// Every response of this service may be given again; it counts what it makes and what is reused.

}  // namespace
}  // namespace mockmeter
