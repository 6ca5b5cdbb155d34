#pragma once

#include <chrono>
#include <string>

#include "conformance/check/server_url.h"
#include "mockmeter/exchange.h"

namespace mockmeter::conformance {

/// How a server is spoken to.
struct HttpOptions {
  std::chrono::milliseconds timeout{10'000};  ///< for a whole response
  std::string ca_file;    ///< PEM, of authorities to trust beside the system's; empty = none
  bool insecure = false;  ///< take any certificate
};

/// Why there is no response.
enum class TransportError {
  kNone,
  kUnreachable,  ///< no connection
  kUntrusted,    ///< its certificate cannot be verified
  kTimeout,      ///< no whole response within the time
  kBroken,       ///< the connection broke, or what came is no HTTP
};

/// What came of one request.
struct HttpResult {
  Exchange exchange;  ///< the request as it was sent; the response, as far as it came
  TransportError trouble = TransportError::kNone;
  std::string words;  ///< the trouble, for people
  std::chrono::nanoseconds took{0};
};

/// Sends `request` (method, target, headers, body) on a connection of its own, follows no redirect,
/// undoes gzip, and reads 64 MB at most. The only place of the suite that knows sockets, but for
/// the adapters.
HttpResult send(const ServerUrl& address, Exchange request, const HttpOptions& options);

}  // namespace mockmeter::conformance
