#include "server/http/listener.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <atomic>
#include <chrono>
#include <future>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

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
using testing::Not;
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
  std::vector<std::future<int>> clients;
  for (int c = 0; c < 16; ++c) {
    clients.push_back(std::async(std::launch::async, [&listener, c] {
      RawClient client(listener->port());
      int right = 0;
      for (int i = 0; i < 100; ++i) {
        const std::string target = "/" + std::to_string(c) + "/" + std::to_string(i);
        client.send(get("", target));
        right += client.read_response().ends_with("\r\n\r\nGET " + target + "|") ? 1 : 0;
      }
      return right;
    }));
  }
  for (auto& client : clients) EXPECT_EQ(client.get(), 100);
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
struct Reusable {
  std::atomic<int> made{0};
  std::atomic<int> reused{0};
  std::atomic<std::uint64_t> generation{0};

  std::unique_ptr<Listener> serve() {
    ListenerOptions with = noon_options();
    with.threads = 1;
    with.generation = [this] { return generation.load(); };
    return mockmeter::serve(
        [this](const Request& request) {
          Response response = echo(request);
          response.body += '#' + std::to_string(++made);
          response.on_cache_hit = [this] { ++reused; };
          return response;
        },
        with);
  }
};

TEST(ListenerMemo, GivesResponsesAgainUntilTheGenerationChanges) {
  Reusable service;
  const auto listener = service.serve();
  RawClient client(listener->port());
  const auto ask = [&client] {
    client.send(get(""));
    return client.read_response();
  };
  EXPECT_THAT(ask(), EndsWith("GET /|#1"));
  const std::string kept = ask();
  EXPECT_THAT(kept, EndsWith("GET /|#2"));
  EXPECT_EQ(ask(), kept);
  EXPECT_EQ(ask(), kept);
  EXPECT_EQ(service.reused, 2);
  ++service.generation;
  EXPECT_THAT(ask(), EndsWith("GET /|#3"));
}

TEST(ListenerMemo, NeverTakesARequestWithABodyForAnother) {
  Reusable service;
  const auto listener = service.serve();
  RawClient client(listener->port());
  for (int i = 0; i < 6; ++i) {
    const std::string body = std::to_string(i);
    client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\n" + body);
    EXPECT_THAT(client.read_response(), EndsWith("POST /|" + body + "#" + std::to_string(i + 1)));
  }
  client.send(
      "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n\r\n");
  EXPECT_THAT(client.read_response(), EndsWith("POST /|x#7"));
  EXPECT_EQ(service.reused, 0);
}

TEST(ListenerMemo, AnswersPipelinedRepetitionsInOrder) {
  Reusable service;
  const auto listener = service.serve();
  RawClient client(listener->port());
  std::string all;
  for (int i = 0; i < 40; ++i) all += get("", i % 2 == 0 ? "/even" : "/odd");
  client.send(all);
  for (int i = 0; i < 40; ++i) {
    EXPECT_THAT(client.read_response(), HasSubstr(i % 2 == 0 ? "GET /even|" : "GET /odd|")) << i;
  }
  EXPECT_EQ(service.made, 4);
  EXPECT_EQ(service.reused, 36);
}

TEST(ListenerMemo, FindsARequestThatComesInPiecesToo) {
  Reusable service;
  const auto listener = service.serve();
  RawClient client(listener->port());
  const std::string request = get("");
  for (std::size_t cut = 1; cut < request.size(); ++cut) {
    client.send(request);
    client.read_response();
    client.send(request.substr(0, cut));
    client.send(request.substr(cut));
    EXPECT_THAT(client.read_response(), HasSubstr("GET /|#")) << cut;
  }
}

TEST(ListenerMemo, EndsTheConnectionAsOftenAsTheClientAsksForIt) {
  Reusable service;
  const auto listener = service.serve();
  for (int i = 0; i < 4; ++i) {
    RawClient client(listener->port());
    client.send(get("Connection: close\r\n"));
    const auto [bytes, end] = client.read_to_end();
    EXPECT_THAT(bytes, HasSubstr("GET /|#"));
    EXPECT_EQ(end, End::kClosed);
  }
  EXPECT_EQ(service.reused, 2);
}

TEST(ListenerMemo, SendsHeadWithoutABodyAgain) {
  Reusable service;
  const auto listener = service.serve();
  RawClient client(listener->port());
  for (int i = 0; i < 4; ++i) {
    client.send("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n");
    EXPECT_THAT(client.read_response(true), EndsWith("\r\n\r\n"));
  }
  client.send(get("", "/last"));
  EXPECT_THAT(client.read_response(), HasSubstr("GET /last|"));
}

TEST(ListenerMemo, DoesNotKeepWhatAPlanDelivers) {
  std::atomic<int> made{0};
  ListenerOptions with = noon_options();
  with.generation = [] { return std::uint64_t{1}; };
  const auto listener = serve(
      [&made](const Request&) {
        Response response = json_response(200, std::to_string(++made));
        response.delivery.delay = milliseconds(1);
        response.on_cache_hit = [] {};
        return response;
      },
      with);
  RawClient client(listener->port());
  for (int i = 1; i <= 4; ++i) {
    client.send(get(""));
    EXPECT_THAT(client.read_response(), EndsWith("\r\n\r\n" + std::to_string(i)));
  }
}

}  // namespace
}  // namespace mockmeter
