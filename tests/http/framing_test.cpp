#include "server/http/framing.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace mockmeter {
namespace {

using State = Framer::State;

Limits small_limits() {
  Limits limits;
  limits.max_target = 40;
  limits.max_header_line = 64;
  limits.max_header_bytes = 200;
  limits.max_headers = 8;
  limits.max_body = 32;
  return limits;
}

/// What a stream of bytes turns into: each request as "METHOD TARGET BODY", then the refusal.
std::vector<std::string> outcomes(std::string_view input, std::size_t step = 0) {
  const Limits limits = small_limits();
  Framer framer(limits);
  std::vector<std::string> seen;
  while (!input.empty()) {
    std::string_view part = input.substr(0, step == 0 ? input.size() : step);
    input.remove_prefix(part.size());
    State state = State::kMore;
    while ((state = framer.feed(part)) == State::kComplete) {
      const Request& request = framer.request();
      seen.push_back(request.method + " " + request.target + " " + request.body);
      framer.next();
    }
    if (state == State::kRejected) {
      seen.push_back(std::to_string(framer.rejection().status));
      break;
    }
  }
  return seen;
}

struct Shape {
  std::string_view name;
  std::string input;
  std::vector<std::string> expected;
};

std::string get(std::string_view fields) {
  return "GET / HTTP/1.1\r\nHost: a\r\n" + std::string(fields) + "\r\n";
}

std::string post(std::string_view fields, std::string_view body) {
  return "POST / HTTP/1.1\r\nHost: a\r\n" + std::string(fields) + "\r\n" + std::string(body);
}

const std::vector<std::string> kRefused{"400"};
const std::string kLong(100, 'x');

// What must be read, and as what. Run at every split, so that no state is lost between reads.
const std::vector<Shape>& valid_shapes() {
  static const std::vector<Shape> kShapes{
      {"plain", get(""), {"GET / "}},
      {"query and percent stay raw",
       "GET /a%2Fb?x=%20&x=?y HTTP/1.1\r\nHost: a\r\n\r\n",
       {"GET /a%2Fb?x=%20&x=?y "}},
      {"unknown method is the service's to refuse",
       "BREW / HTTP/1.1\r\nHost: a\r\n\r\n",
       {"BREW / "}},
      {"one empty line in front", "\r\n" + get(""), {"GET / "}},
      {"old version without host", "GET / HTTP/1.0\r\n\r\n", {"GET / "}},
      {"absolute target", "GET http://b:80/p?q HTTP/1.1\r\nHost: a\r\n\r\n", {"GET /p?q "}},
      {"absolute target without path", "GET HTTP://b HTTP/1.1\r\nHost: a\r\n\r\n", {"GET / "}},
      {"absolute target with only a query",
       "GET https://b?q=1 HTTP/1.1\r\nHost: a\r\n\r\n",
       {"GET /?q=1 "}},
      {"asterisk", "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n", {"OPTIONS * "}},
      {"long method that is allowed",
       std::string(32, 'M') + " / HTTP/1.1\r\nHost: a\r\n\r\n",
       {std::string(32, 'M') + " / "}},
      {"empty host", "GET / HTTP/1.1\r\nHost:\r\n\r\n", {"GET / "}},
      {"bytes over 127 in target and value",
       "GET /\xc3\xa9 HTTP/1.1\r\nHost: a\r\nX: \xc3\xa9\r\n\r\n",
       {"GET /\xc3\xa9 "}},
      {"length", post("Content-Length: 3\r\n", "abc"), {"POST / abc"}},
      {"length with zeros in front", post("Content-Length: 003\r\n", "abc"), {"POST / abc"}},
      {"no length is no body", post("", ""), {"POST / "}},
      {"zero length", post("Content-Length: 0\r\n", ""), {"POST / "}},
      {"a body on GET is read",
       get("Content-Length: 2\r\n") + "hi" + get(""),
       {"GET / hi", "GET / "}},
      {"body as long as the limit",
       post("Content-Length: 32\r\n", std::string(32, 'b')),
       {"POST / " + std::string(32, 'b')}},
      {"chunked",
       post("Transfer-Encoding: chunked\r\n", "3\r\nabc\r\nA\r\n0123456789\r\n0\r\n\r\n"),
       {"POST / abc0123456789"}},
      {"chunked in capitals",
       post("Transfer-Encoding: CHUNKED\r\n", "1\r\na\r\n0\r\n\r\n"),
       {"POST / a"}},
      {"chunk extension and trailer",
       post("Transfer-Encoding: chunked\r\n", "1;x=\"y\"\r\na\r\n0\r\nX-Sum: 1\r\n\r\n"),
       {"POST / a"}},
      {"a trailer cannot change the framing",
       post("Transfer-Encoding: chunked\r\n", "1\r\na\r\n0\r\nContent-Length: 9\r\n\r\n") + get(""),
       {"POST / a", "GET / "}},
      {"identity coding",
       post("Content-Encoding: identity\r\nContent-Length: 1\r\n", "a"),
       {"POST / a"}},
      {"pipelined",
       get("") + post("Content-Length: 1\r\n", "a") + get(""),
       {"GET / ", "POST / a", "GET / "}},
  };
  return kShapes;
}

// What must be refused. Neighbours of what is allowed, and the shapes that request smuggling uses:
// none may ever yield a request.
const std::vector<Shape>& malformed_shapes() {
  static const std::vector<Shape> kShapes{
      {"garbage", "hello\r\n\r\n", kRefused},
      {"TLS hello", std::string("\x16\x03\x01\x02\x00\x01\n", 7), kRefused},
      {"no version", "GET /\r\n\r\n", kRefused},
      {"two empty lines in front", "\r\n\r\n" + get(""), kRefused},
      {"two spaces before target", "GET  / HTTP/1.1\r\nHost: a\r\n\r\n", kRefused},
      {"two spaces before version", "GET /  HTTP/1.1\r\nHost: a\r\n\r\n", kRefused},
      {"tab in request line", "GET\t/ HTTP/1.1\r\nHost: a\r\n\r\n", kRefused},
      {"tab before version", "GET /\tHTTP/1.1\r\nHost: a\r\n\r\n", kRefused},
      {"space in target", "GET /a b HTTP/1.1\r\nHost: a\r\n\r\n", kRefused},
      {"space in front", " GET / HTTP/1.1\r\nHost: a\r\n\r\n", kRefused},
      {"space behind version", "GET / HTTP/1.1 \r\nHost: a\r\n\r\n", kRefused},
      {"method with separator", "GE(T / HTTP/1.1\r\nHost: a\r\n\r\n", kRefused},
      {"empty method", " / HTTP/1.1\r\nHost: a\r\n\r\n", kRefused},
      {"endless method", kLong + " / HTTP/1.1\r\nHost: a\r\n\r\n", kRefused},
      {"long method", std::string(33, 'M') + " / HTTP/1.1\r\nHost: a\r\n\r\n", kRefused},
      {"fragment", "GET /#x HTTP/1.1\r\nHost: a\r\n\r\n", kRefused},
      {"relative target", "GET index HTTP/1.1\r\nHost: a\r\n\r\n", kRefused},
      {"other scheme", "GET ftp://b/ HTTP/1.1\r\nHost: a\r\n\r\n", kRefused},
      {"absolute target without host", "GET http:///p HTTP/1.1\r\nHost: a\r\n\r\n", kRefused},
      {"absolute target with user", "GET http://u@b/p HTTP/1.1\r\nHost: a\r\n\r\n", kRefused},
      {"authority target", "CONNECT b:443 HTTP/1.1\r\nHost: a\r\n\r\n", kRefused},
      {"asterisk with GET", "GET * HTTP/1.1\r\nHost: a\r\n\r\n", kRefused},
      {"NUL in target", std::string("GET /\0 HTTP/1.1\r\nHost: a\r\n\r\n", 28), kRefused},
      {"DEL in target", "GET /\x7f HTTP/1.1\r\nHost: a\r\n\r\n", kRefused},
      {"small http", "GET / http/1.1\r\nHost: a\r\n\r\n", kRefused},
      {"long version", "GET / HTTP/1.10\r\nHost: a\r\n\r\n", kRefused},
      {"version 2", "PRI * HTTP/2.0\r\n\r\n", {"505"}},
      {"version 0.9", "GET / HTTP/0.9\r\n\r\n", {"505"}},
      {"version 1.2", "GET / HTTP/1.2\r\nHost: a\r\n\r\n", {"505"}},
      {"bare LF after request line", "GET / HTTP/1.1\nHost: a\r\n\r\n", kRefused},
      {"bare LF after field", "GET / HTTP/1.1\r\nHost: a\nX: y\r\n\r\n", kRefused},
      {"bare LF as end of head", "GET / HTTP/1.1\r\nHost: a\r\n\n", kRefused},
      {"bare CR in request line", "GET /\r HTTP/1.1\r\nHost: a\r\n\r\n", kRefused},
      {"bare CR in value", get("X: a\rb\r\n"), kRefused},
      {"two CR", get("X: a\r\r\n"), kRefused},
      {"NUL in value", get(std::string_view("X: a\0b\r\n", 8)), kRefused},
      {"NUL in name", get(std::string_view("X\0: a\r\n", 7)), kRefused},
      {"bell in value", get("X: \a\r\n"), kRefused},
      {"no colon", get("X a\r\n"), kRefused},
      {"no name", get(": a\r\n"), kRefused},
      {"space before colon", get("X : a\r\n"), kRefused},
      {"tab before colon", get("X\t: a\r\n"), kRefused},
      {"folded line", get("X: a\r\n b\r\n"), kRefused},
      {"folded with tab", get("X: a\r\n\tb\r\n"), kRefused},
      {"folded first line", "GET / HTTP/1.1\r\n Host: a\r\n\r\n", kRefused},
      {"separator in name", get("X(y): a\r\n"), kRefused},
      {"name over 127", get("\xc3\xa9: a\r\n"), kRefused},
      {"no host", "GET / HTTP/1.1\r\n\r\n", kRefused},
      {"two hosts", get("Host: b\r\n"), kRefused},
      {"two equal hosts", get("host: a\r\n"), kRefused},
      {"host list", "GET / HTTP/1.1\r\nHost: a,b\r\n\r\n", kRefused},
      {"host with path", "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n", kRefused},
      {"both lengths", post("Content-Length: 3\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"),
       kRefused},
      {"both lengths, other order",
       post("Transfer-Encoding: chunked\r\nContent-Length: 3\r\n", "0\r\n\r\n"), kRefused},
      {"two lengths", post("Content-Length: 3\r\nContent-Length: 4\r\n", "abcd"), kRefused},
      {"two equal lengths", post("Content-Length: 3\r\nContent-Length: 3\r\n", "abc"), kRefused},
      {"listed lengths", post("Content-Length: 3, 3\r\n", "abc"), kRefused},
      {"negative length", post("Content-Length: -1\r\n", ""), kRefused},
      {"signed length", post("Content-Length: +3\r\n", "abc"), kRefused},
      {"hex length", post("Content-Length: 0x3\r\n", "abc"), kRefused},
      {"length with blank", post("Content-Length: 1 2\r\n", "abc"), kRefused},
      {"length with point", post("Content-Length: 3.0\r\n", "abc"), kRefused},
      {"empty length", post("Content-Length:\r\n", "abc"), kRefused},
      {"overflowing length", post("Content-Length: 18446744073709551619\r\n", "abc"), kRefused},
      {"gzip, chunked", post("Transfer-Encoding: gzip, chunked\r\n", "0\r\n\r\n"), kRefused},
      {"chunked, identity", post("Transfer-Encoding: chunked, identity\r\n", "0\r\n\r\n"),
       kRefused},
      {"identity", post("Transfer-Encoding: identity\r\n", "abc"), kRefused},
      {"chunked twice in a list", post("Transfer-Encoding: chunked, chunked\r\n", "0\r\n\r\n"),
       kRefused},
      {"chunked in two fields",
       post("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"), kRefused},
      {"vertical tab before chunked", post("Transfer-Encoding: \vchunked\r\n", "0\r\n\r\n"),
       kRefused},
      {"xchunked", post("Transfer-Encoding: xchunked\r\n", "0\r\n\r\n"), kRefused},
      {"quoted chunked", post("Transfer-Encoding: \"chunked\"\r\n", "0\r\n\r\n"), kRefused},
      {"chunked with parameter", post("Transfer-Encoding: chunked;q=1\r\n", "0\r\n\r\n"), kRefused},
      {"empty coding", post("Transfer-Encoding:\r\n", "0\r\n\r\n"), kRefused},
      {"chunked in HTTP/1.0", "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
       kRefused},
      {"chunk size with 0x", post("Transfer-Encoding: chunked\r\n", "0x1\r\na\r\n0\r\n\r\n"),
       kRefused},
      {"signed chunk size", post("Transfer-Encoding: chunked\r\n", "+1\r\na\r\n0\r\n\r\n"),
       kRefused},
      {"negative chunk size", post("Transfer-Encoding: chunked\r\n", "-1\r\na\r\n0\r\n\r\n"),
       kRefused},
      {"chunk size with blank", post("Transfer-Encoding: chunked\r\n", "1 \r\na\r\n0\r\n\r\n"),
       kRefused},
      {"empty chunk size", post("Transfer-Encoding: chunked\r\n", "\r\na\r\n0\r\n\r\n"), kRefused},
      {"only an extension", post("Transfer-Encoding: chunked\r\n", ";x\r\n\r\n"), kRefused},
      {"overflowing chunk size",
       post("Transfer-Encoding: chunked\r\n", "FFFFFFFFFFFFFFFFF\r\na\r\n0\r\n\r\n"), kRefused},
      {"bare LF after chunk size", post("Transfer-Encoding: chunked\r\n", "1\na\r\n0\r\n\r\n"),
       kRefused},
      {"control character in extension",
       post("Transfer-Encoding: chunked\r\n", "1;\x01\r\na\r\n0\r\n\r\n"), kRefused},
      {"endless extension", post("Transfer-Encoding: chunked\r\n", "1;" + kLong + kLong + kLong),
       kRefused},
      {"chunk longer than it says", post("Transfer-Encoding: chunked\r\n", "1\r\nab\r\n0\r\n\r\n"),
       kRefused},
      {"bare LF after chunk", post("Transfer-Encoding: chunked\r\n", "1\r\na\n0\r\n\r\n"),
       kRefused},
      {"bad trailer", post("Transfer-Encoding: chunked\r\n", "0\r\nX : y\r\n\r\n"), kRefused},
      {"gzip body", post("Content-Encoding: gzip\r\nContent-Length: 3\r\n", "abc"), {"415"}},
      {"multipart body", post("Content-Type: multipart/form-data; boundary=x\r\n", ""), {"415"}},
      {"other expectation", post("Expect: 200-ok\r\n", ""), {"417"}},
      {"long target", "GET /" + kLong + " HTTP/1.1\r\nHost: a\r\n\r\n", {"414"}},
      {"endless target", "GET /" + kLong + kLong, {"414"}},
      {"target one over", "GET /" + std::string(40, 'x') + " HTTP/1.1\r\nHost: a\r\n\r\n", {"414"}},
      {"long header line", get("X: " + kLong + "\r\n"), {"431"}},
      {"endless header line", get("X: " + kLong).substr(0, 120), {"431"}},
      {"many header bytes",
       get("A: " + std::string(60, 'a') + "\r\nB: " + std::string(60, 'b') +
           "\r\nC: " + std::string(60, 'c') + "\r\n"),
       {"431"}},
      {"many headers", get("a:\r\nb:\r\nc:\r\nd:\r\ne:\r\nf:\r\ng:\r\nh:\r\n"), {"431"}},
      {"many trailers count too",
       post("Transfer-Encoding: chunked\r\n", "0\r\na:\r\nb:\r\nc:\r\nd:\r\ne:\r\nf:\r\ng:\r\n"),
       {"431"}},
      {"body one over", post("Content-Length: 33\r\n", ""), {"413"}},
      {"chunk one over", post("Transfer-Encoding: chunked\r\n", "21\r\n"), {"413"}},
      {"chunks together over",
       post("Transfer-Encoding: chunked\r\n", "20\r\n" + std::string(32, 'x') + "\r\n1\r\n"),
       {"413"}},
  };
  return kShapes;
}

TEST(Framer, ReadsValidRequestsAtEverySplit) {
  for (const Shape& shape : valid_shapes()) {
    for (std::size_t step = 0; step <= shape.input.size(); ++step) {
      EXPECT_EQ(outcomes(shape.input, step), shape.expected) << shape.name << " by " << step;
    }
  }
}

TEST(Framer, RefusesMalformedRequestsAtEverySplit) {
  for (const Shape& shape : malformed_shapes()) {
    for (std::size_t step = 0; step <= shape.input.size(); ++step) {
      EXPECT_EQ(outcomes(shape.input, step), shape.expected) << shape.name << " by " << step;
    }
  }
}

TEST(Framer, ReadsNothingBehindARefusedRequest) {
  for (const Shape& shape : malformed_shapes()) {
    EXPECT_EQ(outcomes(shape.input + get("")), shape.expected) << shape.name;
  }
}

TEST(Framer, KeepsHeadersAsTheyCame) {
  const Limits limits;
  Framer framer(limits);
  std::string_view input =
      "GET / HTTP/1.1\r\nHost: a\r\nAuthorization:  Bearer a%41+%2Fb \r\nX-Empty:\r\nx-a: 1\r\n"
      "X-A: 2\r\n\r\n";
  ASSERT_EQ(framer.feed(input), State::kComplete);
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
  ASSERT_EQ(framer.feed(input), State::kComplete);
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
    ASSERT_EQ(framer.feed(input), State::kComplete) << text;
    EXPECT_EQ(framer.keep_alive(), c.keep_alive) << text;
  }
}

TEST(Framer, AsksForABodyOnlyOnceAndOnlyWhenThereIsOne) {
  const Limits limits;
  Framer framer(limits);
  std::string_view head =
      "POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-Continue\r\nContent-Length: 1\r\n\r\n";
  ASSERT_EQ(framer.feed(head), State::kMore);
  EXPECT_TRUE(framer.take_expectation());
  EXPECT_FALSE(framer.take_expectation());

  Framer empty(limits);
  std::string_view bodiless = "POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\n\r\n";
  ASSERT_EQ(empty.feed(bodiless), State::kComplete);
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
  ASSERT_EQ(framer.feed(part), State::kComplete);
  framer.next();
  EXPECT_EQ(framer.phase(), Framer::Phase::kIdle);
}

TEST(Framer, NamesLimitAndOption) {
  const Limits limits = small_limits();
  Framer framer(limits);
  const std::string text = get("X: " + kLong + "\r\n");
  std::string_view input = text;
  ASSERT_EQ(framer.feed(input), State::kRejected);
  EXPECT_EQ(framer.rejection().detail,
            "a header line is over 64 bytes; raise it with --max-header-line");
}

}  // namespace
}  // namespace mockmeter
