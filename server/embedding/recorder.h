#pragma once

#include <cstddef>
#include <cstdint>
#include <mutex>
#include <vector>

#include "mockmeter/exchange.h"
#include "server/api/message.h"
#include "server/metering/clock.h"

namespace mockmeter {

/// Keeps every exchange whole, in the order in which the requests came. Thread-safe.
class Recorder {
 public:
  /// Notes that a request came while so many connections were open; returns its place.
  std::size_t begin(const Request& request, std::uint64_t open_connections);
  /// Notes what it is answered with. The response loses its `on_cache_hit`: a cached one would be
  /// missed.
  void finish(std::size_t place, Response& response);

  std::vector<Exchange> exchanges() const;

 private:
  const Stopwatch stopwatch_{};
  mutable std::mutex mutex_;
  std::vector<Exchange> exchanges_;  // guarded by mutex_
};

}  // namespace mockmeter
