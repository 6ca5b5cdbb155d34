#include "server/http/framing.h"

#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "tests/http/http_messages.h"

namespace mockmeter {
namespace {

using http_messages::get;
using http_messages::small_limits;

/// What a stream of bytes turns into: each request as "METHOD TARGET BODY", then the refusal.
std::vector<std::string> outcomes(std::string_view input, std::size_t step = 0) {
  const Limits limits = small_limits();
  Framer framer(limits);
  std::vector<std::string> seen;
  while (!input.empty()) {
    std::string_view part = input.substr(0, step == 0 ? input.size() : step);
    input.remove_prefix(part.size());
    Framer::State state = Framer::State::kMore;
    while ((state = framer.feed(part)) == Framer::State::kComplete) {
      const Request& request = framer.request();
      seen.push_back(request.method + " " + request.target + " " + request.body);
      framer.next();
    }
    if (state == Framer::State::kRejected) {
      seen.push_back(std::to_string(framer.rejection().status));
      break;
    }
  }
  return seen;
}

/// Under the limits that users meet: 0 when `request` is read, or the status of its refusal.
int status_of(const std::string& request) {
  const Limits limits;
  Framer framer(limits);
  std::string_view input = request;
  return framer.feed(input) == Framer::State::kComplete ? 0 : framer.rejection().status;
}

TEST(Framer, ReadsValidRequestsAtEverySplit) {
  for (const http_messages::Valid& message : http_messages::valid()) {
    for (std::size_t step = 0; step <= message.input.size(); ++step) {
      EXPECT_EQ(outcomes(message.input, step), message.expected) << message.name << " by " << step;
    }
  }
}

TEST(Framer, RefusesMalformedRequestsAtEverySplit) {
  for (const http_messages::Malformed& message : http_messages::malformed()) {
    const std::vector<std::string> expected{std::to_string(message.status)};
    for (std::size_t step = 0; step <= message.input.size(); ++step) {
      EXPECT_EQ(outcomes(message.input, step), expected) << message.name << " by " << step;
    }
  }
}

TEST(Framer, ReadsNothingBehindARefusedRequest) {
  for (const http_messages::Malformed& message : http_messages::malformed()) {
    const std::vector<std::string> expected{std::to_string(message.status)};
    EXPECT_EQ(outcomes(message.input + get("")), expected) << message.name;
  }
}

std::string field_of(std::size_t size) { return "X:" + std::string(size - 2, 'x'); }

/// A request at each default limit, and the same one byte or field over it.
TEST(Framer, HoldsItsDefaultLimitsToTheByte) {
  const auto target = [](std::size_t size) { return get("", "/" + std::string(size - 1, 'x')); };
  const auto line = [](std::size_t size) { return get(field_of(size) + "\r\n"); };
  const auto lines = [](std::size_t size) {  // each with its line end; "Host: a" is one of them
    const std::size_t rest = size - std::string_view("Host: a\r\n").size() - 12'000;
    return get(field_of(5998) + "\r\n" + field_of(5998) + "\r\n" + field_of(rest - 2) + "\r\n");
  };
  const auto fields = [](std::size_t count) {
    std::string more;
    for (std::size_t i = 1; i < count; ++i) more += "X:\r\n";
    return get(more);
  };
  const auto body = [](std::size_t size) {
    return http_messages::post("Content-Length: " + std::to_string(size) + "\r\n",
                               std::string(size, 'b'));
  };
  struct Case {
    std::function<std::string(std::size_t)> request;
    std::size_t limit;
    int status;
  };
  const std::vector<Case> cases{{target, 8192, 414},
                                {line, 8192, 431},
                                {lines, 16384, 431},
                                {fields, 100, 431},
                                {body, 8 * 1024 * 1024, 413}};
  for (const Case& c : cases) {
    EXPECT_EQ(status_of(c.request(c.limit)), 0) << c.limit;
    EXPECT_EQ(status_of(c.request(c.limit + 1)), c.status) << c.limit;
  }
}

TEST(Framer, KeepsHeadersAsTheyCame) {
  const Limits limits;
  Framer framer(limits);
  std::string_view input =
      "GET / HTTP/1.1\r\nHost: a\r\nAuthorization:  Bearer a%41+%2Fb \r\nX-Empty:\r\nx-a: 1\r\n"
      "X-A: 2\r\n\r\n";
  ASSERT_EQ(framer.feed(input), Framer::State::kComplete);
  const Headers expected{{"Host", "a"},
                         {"Authorization", "Bearer a%41+%2Fb"},
                         {"X-Empty", ""},
                         {"x-a", "1"},
                         {"X-A", "2"}};
  EXPECT_TRUE(std::equal(expected.begin(), expected.end(), framer.request().headers.begin(),
                         framer.request().headers.end()));
}

TEST(Framer, TakesTheHostOfAnAbsoluteTarget) {
  const Limits limits;
  Framer framer(limits);
  std::string_view input = "GET http://b:81/ HTTP/1.1\r\nHost: a\r\n\r\n";
  ASSERT_EQ(framer.feed(input), Framer::State::kComplete);
  EXPECT_EQ(framer.request().headers.get("Host"), "b:81");
  EXPECT_EQ(framer.request().headers.count("Host"), 1U);
}

TEST(Framer, KnowsWhetherTheConnectionGoesOn) {
  struct Case {
    std::string_view version;
    std::string_view field;
    bool keep_alive;
  };
  const std::vector<Case> cases{
      {"HTTP/1.1", "", true},
      {"HTTP/1.1", "Connection: close\r\n", false},
      {"HTTP/1.1", "connection: CLOSE\r\n", false},
      {"HTTP/1.1", "Connection: Upgrade , Close\r\n", false},
      {"HTTP/1.1", "Connection: closed\r\n", true},
      {"HTTP/1.0", "", false},
      {"HTTP/1.0", "Connection: keep-alive\r\n", true},
      {"HTTP/1.0", "Connection: Keep-Alive\r\n", true},
      {"HTTP/1.0", "Connection: close, keep-alive\r\n", false},
  };
  const Limits limits;
  for (const Case& c : cases) {
    Framer framer(limits);
    const std::string text =
        "GET / " + std::string(c.version) + "\r\nHost: a\r\n" + std::string(c.field) + "\r\n";
    std::string_view input = text;
    ASSERT_EQ(framer.feed(input), Framer::State::kComplete) << text;
    EXPECT_EQ(framer.keep_alive(), c.keep_alive) << text;
  }
}

TEST(Framer, AsksForABodyOnlyOnceAndOnlyWhenThereIsOne) {
  const Limits limits;
  Framer framer(limits);
  std::string_view head =
      "POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-Continue\r\nContent-Length: 1\r\n\r\n";
  ASSERT_EQ(framer.feed(head), Framer::State::kMore);
  EXPECT_TRUE(framer.take_expectation());
  EXPECT_FALSE(framer.take_expectation());

  Framer empty(limits);
  std::string_view bodiless = "POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\n\r\n";
  ASSERT_EQ(empty.feed(bodiless), Framer::State::kComplete);
  EXPECT_FALSE(empty.take_expectation());
}

TEST(Framer, TellsThePhaseThatADeadlineIsFor) {
  const Limits limits;
  Framer framer(limits);
  EXPECT_EQ(framer.phase(), Framer::Phase::kIdle);
  std::string_view part = "G";
  framer.feed(part);
  EXPECT_EQ(framer.phase(), Framer::Phase::kHead);
  part = "ET / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n";
  framer.feed(part);
  EXPECT_EQ(framer.phase(), Framer::Phase::kBody);
  part = "ab";
  ASSERT_EQ(framer.feed(part), Framer::State::kComplete);
  framer.next();
  EXPECT_EQ(framer.phase(), Framer::Phase::kIdle);
}

TEST(Framer, NamesLimitAndOption) {
  const Limits limits = small_limits();
  Framer framer(limits);
  const std::string text = get("X: " + std::string(100, 'x') + "\r\n");
  std::string_view input = text;
  ASSERT_EQ(framer.feed(input), Framer::State::kRejected);
  EXPECT_EQ(framer.rejection().detail,
            "a header line is over 64 bytes; raise it with --max-header-line");
}

}  // namespace
}  // namespace mockmeter
