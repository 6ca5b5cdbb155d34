#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "tests/http/http_messages.h"
#include "tests/http/raw_client.h"
#include "tests/http/serving.h"

// What is known to hurt in cpp-httplib 0.11.4 as a server without having a number, measured on
// Debian's package: each is shown not to be ours, over a real socket.

namespace mockmeter {
namespace {

using http_messages::chunked;
using http_messages::get;
using http_messages::post;
using std::chrono::milliseconds;
using std::chrono::steady_clock;
using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

milliseconds time_of(RawClient& client, const std::string& request) {
  const auto start = steady_clock::now();
  client.send(request);
  EXPECT_THAT(client.read_response(), StartsWith("HTTP/1.1 200 "));
  return since(start);
}

// Its thread per connection: 8 slow clients stop the server, an idle one holds a thread for 5 s.
TEST(HttplibBehaviour, SlowAndIdleClientsHoldNobodyUp) {
  const auto listener = serve_under({}, echo);
  std::vector<std::unique_ptr<RawClient>> others;
  for (const std::string& part : {get(""), std::string("GET / HTTP/1.1\r\nX: "),
                                  post("Content-Length: 9\r\n", "a"), chunked("5\r\na")}) {
    for (int i = 0; i < 100; ++i) {
      others.push_back(std::make_unique<RawClient>(listener->port()));
      others.back()->send(part);
    }
  }
  RawClient client(listener->port());
  EXPECT_LT(time_of(client, get("", "/now")), milliseconds(1000));
}

// It has a patience for each read, but no deadline for the whole request.
TEST(HttplibBehaviour, ADripDoesNotLastForEver) {
  Limits limits;
  limits.header_timeout = limits.body_timeout = milliseconds(100);
  const auto listener = serve_under(limits, echo);
  for (const std::string& front :
       {std::string("GET / HTTP/1.1\r\nX: "), post("Content-Length: 999\r\n", ""), chunked("1;")}) {
    RawClient client(listener->port());
    client.send(front);
    RawClient::Reading reading;
    for (int i = 0; i < 150 && reading.end == RawClient::End::kOpen; ++i) {
      client.send("x");
      reading = client.read_to_end(20);
    }
    EXPECT_THAT(reading.bytes, StartsWith("HTTP/1.1 408 ")) << front;
  }
}

// It closes after 5 requests, and its body waits 40 ms for the acknowledgement of its head.
TEST(HttplibBehaviour, AConnectionServesManyRequestsWithoutWaiting) {
  const auto listener = serve_under({}, echo);
  RawClient client(listener->port());
  milliseconds all{0};
  for (int i = 0; i < 100; ++i) all += time_of(client, get(""));
  EXPECT_LT(all, milliseconds(2000));
}

// It waits 5 s for a body that nobody announced, or for one of -1 bytes.
TEST(HttplibBehaviour, NoBodyIsWaitedForThatNobodyAnnounced) {
  const auto listener = serve_under({}, echo);
  for (const std::string method : {"POST", "PUT", "PATCH", "DELETE"}) {
    RawClient client(listener->port());
    EXPECT_LT(time_of(client, method + " / HTTP/1.1\r\nHost: a\r\n\r\n"), milliseconds(1000));
  }
  RawClient client(listener->port());
  client.send(post("Content-Length: -1\r\n", ""));
  EXPECT_THAT(client.read_to_end(1000).bytes, StartsWith("HTTP/1.1 400 "));
}

struct Reading {
  std::string bytes;
  std::string response;  ///< how it begins
};

TEST(HttplibBehaviour, AmbiguityIsRefused) {
  const std::vector<Reading> readings{
      {post("Content-Length: 3\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"), "HTTP/1.1 400 "},
      {post("Content-Length: 3\r\nContent-Length: 4\r\n", "abcd"), "HTTP/1.1 400 "},
      {"GET / HTTP/1.1\r\n\r\n", "HTTP/1.1 400 "},
      {"GET / HTTP/1.1\r\nHost : x\r\n\r\n", "HTTP/1.1 400 "},
  };
  for (const Reading& reading : readings) {
    EXPECT_THAT(response_to(echo, reading.bytes), StartsWith(reading.response)) << reading.bytes;
  }
}

TEST(HttplibBehaviour, WhatIsValidIsServedAsItCame) {
  const std::vector<Reading> readings{
      {get("", "/?a=?b"), "GET /?a=?b|"},
      {get("", "http://b/p"), "GET /p|"},
      {get("", "/a%2Fb"), "GET /a%2Fb|"},
      {get("Range: bytes=0-1\r\n"), "GET /|"},
      {"BREW / HTTP/1.1\r\nHost: a\r\n\r\n", "BREW /|"},
      {get("", "/" + std::string(8191, 'x')), "GET /" + std::string(8191, 'x') + "|"},
  };
  for (const Reading& reading : readings) {
    const std::string response = response_to(echo, reading.bytes);
    EXPECT_THAT(response, StartsWith("HTTP/1.1 200 ")) << reading.bytes;
    EXPECT_THAT(response, EndsWith("\r\n\r\n" + reading.response)) << reading.bytes;
  }
  EXPECT_EQ(fields_seen(get("X-Empty:\r\n")).get("X-Empty"), "") << "it drops empty values";
}

TEST(HttplibBehaviour, ClosesHoweverTheClientSpellsItAndSaysNoMore) {
  const std::string response = response_to(echo, get("Connection: Close\r\n") + get("", "/never"));
  EXPECT_THAT(response, HasSubstr("\r\nConnection: close\r\n"));
  EXPECT_THAT(response, EndsWith("GET /|"));
  EXPECT_THAT(response, Not(HasSubstr("Keep-Alive")));
}

// Its quality of 11 takes 0.1 s for one body.
TEST(HttplibBehaviour, BrotliIsNeverUsed) {
  const std::string big(5000, 'x');
  const std::string response = response_to(
      [&big](const Request&) { return json_response(200, big); }, get("Accept-Encoding: br\r\n"));
  EXPECT_THAT(response, Not(HasSubstr("Content-Encoding")));
  EXPECT_THAT(response, EndsWith("\r\n\r\n" + big));
}

}  // namespace
}  // namespace mockmeter
