#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "server/http/listener.h"
#include "tests/http/http_messages.h"
#include "tests/http/raw_client.h"
#include "tests/http/serving.h"

// Request smuggling needs two readers of the same bytes that disagree where a request ends. Each
// attack here is followed by a request that only the disagreeing reader would see: it must never be
// answered, nor reach the service.

namespace mockmeter {
namespace {

using http_messages::chunked;
using http_messages::get;
using http_messages::post;
using testing::ContainsRegex;
using testing::Each;
using testing::ElementsAreArray;
using testing::IsEmpty;
using testing::StartsWith;

const std::string kSmuggled = get("", "/smuggled");

/// A listener under small limits whose service remembers what it was asked.
class SeenRequests {
 public:
  /// `generation` as in ListenerOptions: with one, answers are kept and given again.
  explicit SeenRequests(std::function<std::uint64_t()> generation = {})
      : listener_(options(std::move(generation)),
                  [this](const Request& request) { return note(request); }) {
    listener_.start();
  }

  /// Sends `bytes` and ends; all that came back.
  std::string ask(std::string_view bytes) { return response_to(listener_, bytes); }

  std::vector<std::string> take_seen() {
    const std::lock_guard lock(mutex_);
    return std::exchange(seen_, {});
  }

 private:
  static ListenerOptions options(std::function<std::uint64_t()> generation) {
    ListenerOptions made;
    made.generation = std::move(generation);
    made.limits = http_messages::small_limits();
    return made;
  }

  Response note(const Request& request) {
    const std::lock_guard lock(mutex_);
    seen_.push_back(request.method + " " + request.target + " " + request.body);
    Response response = json_response(200, "{}");
    response.on_cache_hit = [] {};
    return response;
  }

  std::mutex mutex_;
  std::vector<std::string> seen_;
  Listener listener_;  // last: its threads use the others
};

/// Counts a field that every head has once and no body of these tests shows.
std::size_t responses_in(std::string_view bytes) {
  constexpr std::string_view kField = "\r\nContent-Length: ";
  std::size_t count = 0;
  for (std::size_t at = bytes.find(kField); at != bytes.npos; at = bytes.find(kField, at + 1)) {
    ++count;
  }
  return count;
}

TEST(Smuggling, GetsOneRefusalAndNoSecondResponse) {
  SeenRequests server;
  for (const http_messages::Malformed& message : http_messages::malformed()) {
    const std::string bytes = server.ask(message.input + kSmuggled);
    EXPECT_THAT(bytes, StartsWith("HTTP/1.1 " + std::to_string(message.status) + " "))
        << message.name;
    EXPECT_EQ(responses_in(bytes), 1U) << message.name;
    EXPECT_THAT(server.take_seen(), IsEmpty()) << message.name;
  }
}

TEST(Smuggling, EndsWithTheRefusalOfASecondRequest) {
  SeenRequests server;
  for (const http_messages::Malformed& message : http_messages::malformed()) {
    const std::string bytes = server.ask(get("", "/first") + message.input + kSmuggled);
    EXPECT_THAT(bytes, StartsWith("HTTP/1.1 200 ")) << message.name;
    EXPECT_EQ(responses_in(bytes), 2U) << message.name;
    EXPECT_THAT(server.take_seen(), ElementsAreArray({"GET /first "})) << message.name;
  }
}

TEST(Smuggling, FailsBehindAResponseThatIsGivenAgain) {
  SeenRequests server([] { return 1U; });
  const std::string known = get("", "/known");
  for (const http_messages::Malformed& message : http_messages::malformed()) {
    EXPECT_EQ(responses_in(server.ask(known + known + known + message.input + kSmuggled)), 4U)
        << message.name;
    EXPECT_THAT(server.take_seen(), Each("GET /known ")) << message.name;
  }
  EXPECT_THAT(server.ask(known), StartsWith("HTTP/1.1 200 "));
  EXPECT_THAT(server.take_seen(), IsEmpty()) << "it is known by now";
}

TEST(Smuggling, CannotHideInWhatIsValid) {
  SeenRequests server;
  for (const http_messages::Valid& message : http_messages::valid()) {
    const std::string bytes = server.ask(message.input);
    EXPECT_EQ(responses_in(bytes), message.expected.size()) << message.name;
    EXPECT_THAT(server.take_seen(), ElementsAreArray(message.expected)) << message.name;
  }
}

/// `request`, of less than 256 bytes, as the one chunk of a body.
std::string in_chunk(std::string_view request) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  const std::size_t size = request.size();
  return std::string({kDigits[size / 16 % 16], kDigits[size % 16]}) + "\r\n" +
         std::string(request) + "\r\n0\r\n\r\n";
}

struct Attack {
  std::string_view name;
  std::string bytes;
};

// The classic pairs of readers, by the length that each of them believes.
// Source: RFC 9112 section 11.2 and the published families of attacks.
const std::vector<Attack>& attacks() {
  const std::string length = "Content-Length: " + std::to_string(5 + kSmuggled.size()) + "\r\n";
  static const std::vector<Attack> kAttacks{
      {"CL.TE", post(length + "Transfer-Encoding: chunked\r\n", "0\r\n\r\n" + kSmuggled)},
      {"TE.CL", post("Transfer-Encoding: chunked\r\nContent-Length: 4\r\n", in_chunk(kSmuggled))},
      {"CL.0", post("Content-Length: 0\r\n" + length, kSmuggled)},
      {"0.CL", post(length + "Content-Length: 0\r\n", kSmuggled)},
      {"TE.0", post("Transfer-Encoding: identity\r\n", in_chunk(kSmuggled))},
      {"TE.TE, second unknown",
       post("Transfer-Encoding: chunked\r\nTransfer-Encoding: x\r\n" + length,
            "0\r\n\r\n" + kSmuggled)},
      {"TE.TE, space before colon",
       post("Transfer-Encoding : chunked\r\n" + length, "0\r\n\r\n" + kSmuggled)},
      {"TE.TE, folded",
       post("Transfer-Encoding:\r\n chunked\r\n" + length, "0\r\n\r\n" + kSmuggled)},
      {"TE.TE, hidden by a bare LF",
       post("X: y\nTransfer-Encoding: chunked\r\n" + length, "0\r\n\r\n" + kSmuggled)},
      {"TE.TE, in a quoted list",
       post("Transfer-Encoding: \"chunked\", identity\r\n" + length, "0\r\n\r\n" + kSmuggled)},
      {"chunk extension with a bare LF",  // ends a line for one reader and not for the other
       chunked("2;\nxx\r\n2d\r\n0\r\n\r\n" + kSmuggled)},
      {"chunk size cut to 64 bits", chunked("10000000000000000\r\n\r\n" + kSmuggled)},
      {"chunk data ended by anything", chunked("1\r\naXX\r\n0\r\n\r\n" + kSmuggled)},
      {"last chunk ended by a bare LF", chunked("0\n\n" + kSmuggled)},
      {"HTTP/1.0 with chunks",
       "POST / HTTP/1.0\r\nHost: a\r\nConnection: keep-alive\r\nTransfer-Encoding: chunked\r\n" +
           length + "\r\n0\r\n\r\n" + kSmuggled},
      {"a request line of version 0.9", "GET /\r\n" + kSmuggled},
      {"a version that another reader takes for 0.9", "GET / HTTP/1.1x\r\n\r\n" + kSmuggled},
      {"an upgrade to HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + kSmuggled},
      {"a tunnel", "CONNECT a:80 HTTP/1.1\r\nHost: a\r\n\r\n" + kSmuggled},
  };
  return kAttacks;
}

TEST(Smuggling, FailsForEveryPairOfReaders) {
  SeenRequests server;
  for (const Attack& attack : attacks()) {
    const std::string bytes = server.ask(attack.bytes);
    EXPECT_THAT(bytes, ContainsRegex("^HTTP/1.1 (400|505) ")) << attack.name;
    EXPECT_EQ(responses_in(bytes), 1U) << attack.name;
    EXPECT_THAT(server.take_seen(), IsEmpty()) << attack.name;
  }
}

/// Requests that are valid and owed one response, with a request inside their bodies or fields.
TEST(Smuggling, GetsOneResponseForOneRequest) {
  const std::string inner = "GET /smuggled HTTP/1.1\r\n";
  const std::string length = "Content-Length: " + std::to_string(inner.size()) + "\r\n";
  const std::vector<Attack> cases{
      {"in the body of GET", get(length, "/x") + inner},
      {"in the body of HEAD", "HEAD /x HTTP/1.1\r\nHost: a\r\n" + length + "\r\n" + inner},
      {"in the body of OPTIONS", "OPTIONS /x HTTP/1.1\r\nHost: a\r\n" + length + "\r\n" + inner},
      {"in a body behind an expectation", post("Expect: 100-continue\r\n" + length, inner)},
      {"in a chunk", chunked("18\r\n" + inner + "\r\n0\r\n\r\n")},
      {"in a chunk extension", chunked("1;GET /smuggled HTTP/1.1\r\na\r\n0\r\n\r\n")},
      {"in the trailers", chunked("0\r\nX: GET /smuggled HTTP/1.1\r\n\r\n")},
      {"in a field", get("X: GET /smuggled HTTP/1.1\r\n")},
      {"escaped in the target", get("", "/%20HTTP/1.1%0d%0a%0d%0aGET%20/smuggled")},
      {"behind Connection: close", get("Connection: close\r\n") + kSmuggled},
      {"behind HTTP/1.0", "GET / HTTP/1.0\r\n\r\n" + kSmuggled},
  };
  SeenRequests server;
  for (const Attack& attack : cases) {
    server.ask(attack.bytes);
    const auto seen = server.take_seen();
    ASSERT_EQ(seen.size(), 1U) << attack.name;
    EXPECT_FALSE(seen.front().starts_with("GET /smuggled")) << attack.name;
  }
}

TEST(Smuggling, CannotNameAnotherHost) {
  std::string host;
  Listener listener({}, [&host](const Request& request) {
    host = std::string(request.headers.get("Host").value_or("")) + " " +
           std::to_string(request.headers.count("Host"));
    return json_response(200, "{}");
  });
  listener.start();
  RawClient client(listener.port());
  client.send(get("X-Forwarded-Host: c\r\n", "http://b/"));
  client.read_response();
  EXPECT_EQ(host, "b 1");
}

}  // namespace
}  // namespace mockmeter
