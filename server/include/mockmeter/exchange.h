#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace mockmeter {

/// A request as it came, nothing decoded and nothing redacted, and its response as it was made.
/// Kept only when ServerOptions::record_exchanges is set; requests to the control plane are not.
struct Exchange {
  using Headers = std::vector<std::pair<std::string, std::string>>;

  std::string method;
  std::string target;  ///< raw: "/v2/stats/a%20b?period=1h"
  Headers headers;     ///< raw, in their order
  std::string body;
  std::uint64_t connection = 0;  ///< which one it came on, from 1 in the order of arrival
  std::chrono::nanoseconds received_at{
      0};  ///< when it was whole, monotonic, since the server started
  std::chrono::nanoseconds responded_at{0};  ///< when its response was made, on the same clock
  int status = 0;
  Headers response_headers;
  /// Before a fault cut it short, and before compression, unless a script says gzip.
  std::string response_body;
};

}  // namespace mockmeter
