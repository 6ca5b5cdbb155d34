#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <memory>
#include <string>

#include "server/http/listener.h"
#include "tests/http/http_messages.h"
#include "tests/http/raw_client.h"
#include "tests/http/serving.h"

namespace mockmeter {
namespace {

using http_messages::get;
using std::chrono::milliseconds;
using testing::EndsWith;
using testing::HasSubstr;
using End = RawClient::End;

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

TEST(ListenerCache, GivesResponsesAgainUntilTheGenerationChanges) {
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

TEST(ListenerCache, NeverTakesARequestWithABodyForAnother) {
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

TEST(ListenerCache, AnswersPipelinedRepetitionsInOrder) {
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

TEST(ListenerCache, FindsARequestThatComesInPiecesToo) {
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

TEST(ListenerCache, EndsTheConnectionAsOftenAsTheClientAsksForIt) {
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

TEST(ListenerCache, SendsHeadWithoutABodyAgain) {
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

TEST(ListenerCache, DoesNotKeepWhatAPlanDelivers) {
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
