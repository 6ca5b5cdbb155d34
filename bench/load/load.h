#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <functional>
#include <string>

#include "bench/load/histogram.h"

namespace mockmeter::load {

/// What is asked of a server, how hard and for how long.
struct LoadPlan {
  std::string host;  ///< an address, or a name that resolves to one
  std::uint16_t port = 0;
  std::string request;  ///< the bytes of one whole GET, sent again and again
  unsigned connections = 1;
  std::chrono::nanoseconds duration = std::chrono::seconds(10);
  std::uint64_t max_requests = 0;  ///< ends the run earlier; 0 = no bound
  /// Requests per second over all connections (open loop, see Schedule); 0 = each connection asks
  /// again as soon as it has its response (closed loop).
  double rate = 0;
  std::chrono::nanoseconds timeout = std::chrono::seconds(5);  ///< of one response, once asked
};

enum class Failure {
  kConnect,    ///< no connection
  kClosed,     ///< the connection ended before its response began
  kCut,        ///< the connection ended within its response
  kTimeout,    ///< no whole response in time
  kMalformed,  ///< not HTTP, or bytes that nobody asked for
  kStatus,     ///< a whole response, but not 2xx
};
inline constexpr std::array<const char*, 6> kFailureNames{"connect", "closed",    "cut",
                                                          "timeout", "malformed", "status"};

struct LoadReport {
  std::uint64_t requests = 0;  ///< answered with 2xx
  std::uint64_t bytes = 0;     ///< received, heads included
  std::chrono::nanoseconds elapsed{0};
  /// From the intended start to the last byte. In an open loop also what was due and not answered
  /// at the end, with the time that it had waited by then.
  Histogram latency;
  std::uint64_t unanswered = 0;  ///< of an open loop: due, not answered at the end
  std::array<std::uint64_t, kFailureNames.size()> failures{};

  std::uint64_t failed() const;
  double requests_per_second() const;
};

/// Runs the plan on this thread. `on_progress` is called about ten times a second with the time
/// that has passed. Throws std::runtime_error when the host has no address.
LoadReport run(const LoadPlan& plan,
               const std::function<void(std::chrono::nanoseconds)>& on_progress = nullptr);

}  // namespace mockmeter::load
