#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <stdexcept>
#include <string>
#include <string_view>

#include "tests/http/http_messages.h"
#include "tests/http/raw_client.h"
#include "tests/http/serving.h"

// One test for each published weakness that Debian's package of cpp-httplib (0.11.4+deb12u1) has,
// or was said to have, over a real socket: they are not ours. Not here: CVE-2026-31870, which is of
// its client. What hurts without a number is in httplib_behaviours_test.

namespace mockmeter {
namespace {

using http_messages::chunked;
using http_messages::get;
using http_messages::post;
using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

constexpr std::size_t kMegabyte = 1'000'000;

/// Of this process, which is client and server. Allocates nothing: AddressSanitizer would keep it.
std::size_t resident_bytes() {
  std::array<char, 64> text{};
  const int file = ::open("/proc/self/statm", O_RDONLY);
  EXPECT_GT(::read(file, text.data(), text.size() - 1), 0);
  ::close(file);
  std::size_t all = 0;
  std::size_t resident = 0;
  EXPECT_EQ(std::sscanf(text.data(), "%zu %zu", &all, &resident), 2);
  return resident * static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
}

/// What `piece`, `times` over behind `head`, is answered with; fails when memory grows by much.
std::string flood(const Limits& limits, std::string_view head, const std::string& piece,
                  int times) {
  const auto listener = serve_under(limits, echo);
  RawClient client(listener->port());
  const std::size_t before = resident_bytes();
  std::size_t most = before;
  client.send(head);
  for (int i = 0; i < times; ++i) {
    client.send(piece);
    most = std::max(most, resident_bytes());
  }
  EXPECT_LT(most, before + 8 * kMegabyte);
  return client.read_to_end().bytes;
}

TEST(HttplibWeakness, LineEndsCannotSplitAResponse) {  // CVE-2023-26130, CVE-2026-21428
  const Service service = [](const Request&) {
    return Response{200, {{"X-A", "1\r\nX-Evil: 1"}, {"X-B\r\nX-Evil", "2"}}, "", {}};
  };
  EXPECT_THAT(response_to(service, get("")), Not(HasSubstr("Evil")));
}

TEST(HttplibWeakness, ChunkedBodiesObeyTheLimit) {  // CVE-2025-46728
  Limits limits;
  limits.max_body = 64 * 1024;
  const std::string chunk = "400\r\n" + std::string(1024, 'x') + "\r\n";
  EXPECT_THAT(flood(limits, chunked(""), chunk, 1000), StartsWith("HTTP/1.1 413 "));
}

TEST(HttplibWeakness, ALineHasAnEnd) {  // CVE-2025-53628; upstream issue 2530
  const std::string much(kMegabyte, 'x');
  EXPECT_THAT(flood({}, "GET / HTTP/1.1\r\nX: ", much, 100), StartsWith("HTTP/1.1 431 "));
  EXPECT_THAT(flood({}, "GET /", much, 100), StartsWith("HTTP/1.1 414 "));
  EXPECT_THAT(flood({}, chunked("1;"), much, 100), StartsWith("HTTP/1.1 400 "));
}

TEST(HttplibWeakness, ChunksAreNotHoarded) {  // CVE-2025-53629
  Limits limits;
  limits.max_body = kMegabyte;
  const std::string chunk = "F4240\r\n" + std::string(kMegabyte, 'x') + "\r\n";
  EXPECT_THAT(flood(limits, chunked(""), chunk, 100), StartsWith("HTTP/1.1 413 "));
}

TEST(HttplibWeakness, HeaderLinesAreCounted) {  // CVE-2025-52887
  std::string fields;
  for (int i = 0; i < 1000; ++i) fields += "a:\r\n";
  EXPECT_THAT(flood({}, "GET / HTTP/1.1\r\nHost: a\r\n", fields, 200), StartsWith("HTTP/1.1 431 "));
}

TEST(HttplibWeakness, AddressesAreNotShadowed) {  // CVE-2025-66570
  const Headers seen = fields_seen(get("REMOTE_ADDR: 1.2.3.4\r\nLOCAL_PORT: 1\r\n"));
  EXPECT_EQ(seen.size(), 3U) << "Host and the two as sent, nothing of the server's between them";
  EXPECT_EQ(seen.get("REMOTE_ADDR"), "1.2.3.4");
  EXPECT_EQ(seen.get("LOCAL_PORT"), "1");
}

TEST(HttplibWeakness, ForwardedAddressesArePlainFields) {  // CVE-2025-66577, CVE-2026-46527
  const Headers seen = fields_seen(get("X-Forwarded-For: ,, 1.2.3.4 ,\r\n"));
  EXPECT_EQ(seen.size(), 2U);
  EXPECT_EQ(seen.get("X-Forwarded-For"), ",, 1.2.3.4 ,");
}

TEST(HttplibWeakness, CompressedBodiesAreNotInflated) {  // CVE-2026-22776, CVE-2026-28435
  for (const std::string coding : {"gzip", "deflate", "br", "GZIP"}) {
    const std::string field = "Content-Encoding: " + coding + "\r\n";
    EXPECT_THAT(response_to(echo, post(field + "Content-Length: 3\r\n", "abc")),
                StartsWith("HTTP/1.1 415 "));
    EXPECT_THAT(response_to(echo, post(field + "Transfer-Encoding: chunked\r\n", "0\r\n\r\n")),
                StartsWith("HTTP/1.1 415 "));
  }
}

TEST(HttplibWeakness, TextOfExceptionsStaysInside) {  // CVE-2026-28434
  const std::string response =
      response_to([](const Request&) -> Response { throw std::runtime_error("secret"); }, get(""));
  EXPECT_THAT(response, StartsWith("HTTP/1.1 500 "));
  EXPECT_THAT(response, Not(HasSubstr("secret")));
  EXPECT_THAT(response, Not(HasSubstr("EXCEPTION_WHAT")));
}

TEST(HttplibWeakness, NamesOfFilesMeetNoRegex) {  // CVE-2026-29076
  const std::string part = "--b\r\nContent-Disposition: form-data; filename*=UTF-8''" +
                           std::string(100'000, 'a') + "\r\n\r\n\r\n--b--\r\n";
  EXPECT_THAT(response_to(echo, post("Content-Type: multipart/form-data; boundary=b\r\n"
                                     "Content-Length: " +
                                         std::to_string(part.size()) + "\r\n",
                                     part)),
              StartsWith("HTTP/1.1 415 "));
}

TEST(HttplibWeakness, ABodyOnGetIsNotTheNextRequest) {  // CVE-2026-34441
  const std::string inner = get("", "/smuggled");
  const std::string length = "Content-Length: " + std::to_string(inner.size()) + "\r\n";
  const auto listener = serve_under({}, echo);
  RawClient client(listener->port());
  client.send(get(length) + inner + get("", "/next"));
  EXPECT_THAT(client.read_response(), EndsWith("GET /|" + inner));
  EXPECT_THAT(client.read_response(), EndsWith("GET /next|"));
}

TEST(HttplibWeakness, ValuesOfFieldsAreNotDecoded) {  // CVE-2026-45372
  const Headers seen = fields_seen(get("X: %0d%0aY: z\r\nAuthorization: Bearer a%41+%2Fb\r\n"));
  EXPECT_EQ(seen.get("X"), "%0d%0aY: z");
  EXPECT_EQ(seen.get("Authorization"), "Bearer a%41+%2Fb");
  EXPECT_EQ(seen.count("Y"), 0U);
}

}  // namespace
}  // namespace mockmeter
