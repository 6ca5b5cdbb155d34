#pragma once

#include <array>
#include <chrono>
#include <cstdint>

namespace mockmeter {

/// How many responses took at most how long. A value.
class LatencyHistogram {
 public:
  /// Choice: the bounds of Prometheus' client libraries, and four below them, where a mock without
  /// delays responds.
  static constexpr std::array<std::chrono::microseconds, 16> kBounds{
      std::chrono::microseconds(100),       std::chrono::microseconds(250),
      std::chrono::microseconds(500),       std::chrono::microseconds(1'000),
      std::chrono::microseconds(2'500),     std::chrono::microseconds(5'000),
      std::chrono::microseconds(10'000),    std::chrono::microseconds(25'000),
      std::chrono::microseconds(50'000),    std::chrono::microseconds(100'000),
      std::chrono::microseconds(250'000),   std::chrono::microseconds(500'000),
      std::chrono::microseconds(1'000'000), std::chrono::microseconds(2'500'000),
      std::chrono::microseconds(5'000'000), std::chrono::microseconds(10'000'000)};

  void add(std::chrono::nanoseconds latency);

  std::uint64_t count() const;
  std::chrono::nanoseconds sum() const { return sum_; }
  /// For each bound how many took no longer.
  std::array<std::uint64_t, kBounds.size()> cumulative() const;

 private:
  std::array<std::uint64_t, kBounds.size() + 1> counts_{};  // the last one is above every bound
  std::chrono::nanoseconds sum_{0};
};

}  // namespace mockmeter
