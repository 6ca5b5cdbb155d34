#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "server/control/mock.h"
#include "server/metering/json.h"

namespace mockmeter::testing {

inline constexpr const char* kDefaultClock = "2026-05-20T12:00:00Z";

/// What a test asks a mock to start from. The world is shared by all tests that ask for the same.
struct MockSetup {
  std::string world = "default";
  std::string clock = kDefaultClock;
  std::uint64_t seed = 1;
  Json variants = Json::object();  ///< {"upstash.period_30d": "observed"}
  /// Stands still, so that no test depends on how fast the machine is.
  Monotonic monotonic = [] { return std::chrono::nanoseconds::zero(); };
};

MockSettings make_settings(const MockSetup& setup = {});

/// Where a document is no valid world: one JSON Pointer for each of its faults.
std::vector<std::string> pointers_of(const Json& document);

/// The request "METHOD target" with these headers.
Request make_request(std::string_view method, std::string_view target, Headers headers = {},
                     std::string body = "");

Response get(Mock& mock, std::string_view target, Headers headers = {});
/// POST, PATCH, ...: `body` is sent as application/json unless it is empty.
Response send(Mock& mock, std::string_view method, std::string_view target, Headers headers,
              std::string body = "");

/// The body as JSON; a test failure when it is none.
Json body_of(const Response& response);

Headers bearer(std::string_view token);
Headers basic(std::string_view user_and_password);  ///< "dev@example.com:upstash-test-key"

/// Credentials of the world "default" that may do everything.
inline const Headers kUpstashKey = basic("dev@example.com:upstash-test-key");
inline const Headers kNeonKey = bearer("napi_scale");
inline const Headers kZkscoreKey = bearer("zk_test_professional");
inline const Headers kOpenaiKey = bearer("sk-admin-test-main");
const Headers& credential_of(const Provider& provider);

}  // namespace mockmeter::testing
