// Where a listener can be reached.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "server/http/listener.h"
#include "tests/http/http_messages.h"
#include "tests/http/raw_client.h"
#include "tests/http/serving.h"

namespace mockmeter {
namespace {

using testing::EndsWith;
using testing::StartsWith;

std::unique_ptr<Listener> serve_at(const std::string& host, std::uint16_t port = 0) {
  ListenerOptions options;
  options.host = host;
  options.port = port;
  return serve(echo, options);
}

/// Nothing, when this machine has no IPv6.
std::unique_ptr<Listener> serve_ipv6() {
  try {
    return serve_at("::1");
  } catch (const std::runtime_error&) {
    return nullptr;
  }
}

/// The response to GET /x.
std::string fetch(RawClient& client) {
  client.send(http_messages::get("", "/x"));
  return client.read_response();
}

TEST(ListenerAddress, MayBeIpv6) {
  const auto listener = serve_ipv6();
  if (!listener) GTEST_SKIP() << "no ::1 on this machine";
  EXPECT_EQ(listener->url(), "http://[::1]:" + std::to_string(listener->port()));
  RawClient client = RawClient::over_ipv6(listener->port());
  EXPECT_THAT(fetch(client), EndsWith("GET /x|"));
}

TEST(ListenerAddress, LocalhostIsEveryLoopbackAddressOnOnePort) {
  const auto listener = serve_at("localhost");
  EXPECT_EQ(listener->url(), "http://localhost:" + std::to_string(listener->port()));
  RawClient client(listener->port());
  EXPECT_THAT(fetch(client), EndsWith("GET /x|"));
  if (!serve_ipv6()) GTEST_SKIP() << "no ::1 on this machine";
  RawClient other = RawClient::over_ipv6(listener->port());
  EXPECT_THAT(fetch(other), EndsWith("GET /x|"));
  listener->stop();
  EXPECT_THROW(RawClient::over_ipv6(listener->port()), std::runtime_error);
}

TEST(ListenerAddress, LocalhostIsInUseWhenOneOfItsAddressesIs) {
  const auto taken = serve_ipv6();
  if (!taken) GTEST_SKIP() << "no ::1 on this machine";
  try {
    serve_at("localhost", taken->port());
    FAIL() << "half a localhost";
  } catch (const std::runtime_error& error) {
    EXPECT_EQ(error.what(), "localhost:" + std::to_string(taken->port()) +
                                " is in use; choose another --port, or 0 for any");
  }
  EXPECT_THROW(RawClient client(taken->port()), std::runtime_error) << "nothing stays bound";
}

TEST(ListenerAddress, FindsAPortThatIsFreeOnEveryAddress) {
  std::vector<std::unique_ptr<Listener>> listeners;
  for (int i = 0; i < 50; ++i) {
    listeners.push_back(serve_at("localhost"));
    RawClient client(listeners.back()->port());
    EXPECT_THAT(fetch(client), EndsWith("GET /x|"));
  }
}

TEST(ListenerAddress, NamesAHostThatNobodyHas) {
  for (const char* host : {"no.such.host.invalid", "192.0.2.1", "::ffff:192.0.2.1", ""}) {
    try {
      serve_at(host);
      ADD_FAILURE() << host;
    } catch (const std::runtime_error& error) {
      EXPECT_THAT(error.what(), testing::HasSubstr("choose a --host of this machine")) << host;
    }
  }
}

}  // namespace
}  // namespace mockmeter
