#pragma once

#include <chrono>
#include <cstdint>

namespace mockmeter::load {

/// When the requests of an open loop are meant to start: request `index` at index / rate after the
/// start, whether or not the server keeps up. Latency is measured from there, so a stall counts
/// against every request that it held back, not against the one that met it alone.
class Schedule {
 public:
  /// `rate` in requests per second, more than 0.
  explicit Schedule(double rate) : rate_(rate) {}

  /// From the start of the run; never rounded down, so that no request is early.
  std::chrono::nanoseconds intended(std::uint64_t index) const;

  /// How many requests are meant to start in [0, elapsed).
  std::uint64_t due(std::chrono::nanoseconds elapsed) const;

 private:
  double rate_;
};

}  // namespace mockmeter::load
