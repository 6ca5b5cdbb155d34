#pragma once

#include <chrono>
#include <cstddef>
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
  std::uint64_t connection = 0;        ///< which one it came on, from 1 in the order of arrival
  std::uint64_t open_connections = 0;  ///< of all clients, when it came; its own is one of them
  std::chrono::nanoseconds received_at{
      0};  ///< when it was whole, monotonic, since the server started
  std::chrono::system_clock::time_point received_on{};  ///< the same moment by the machine's date
  std::chrono::nanoseconds responded_at{0};  ///< when its response was made, on the same clock
  int status = 0;
  Headers response_headers;
  /// Before a fault cut it short, and before compression, unless a script says gzip.
  std::string response_body;
  /// Why the response did not leave whole, as browsers name it: "net::ERR_EMPTY_RESPONSE"; empty =
  /// it did. The two below say what left then.
  std::string error;
  int sent_status = 0;             ///< 0 = nothing that HTTP would call a response
  std::size_t sent_body_size = 0;  ///< bytes of `response_body`
};

}  // namespace mockmeter
