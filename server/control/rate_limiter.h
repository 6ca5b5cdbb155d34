#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>

#include "server/control/rate_usage.h"

namespace mockmeter {

/// The usage of every limit, by its key. Thread-safe.
///
/// Its time is the caller's: the machine's monotonic time plus whatever the mock's clock was
/// advanced, so that both a client that really waits and a test that advances a frozen clock get
/// on.
class RateLimiter {
 public:
  Allowance look(const RateLimit& limit, std::chrono::nanoseconds now);
  Allowance take(const RateLimit& limit, std::chrono::nanoseconds now);
  void reset();

  /// Counts a call that was answered with 429. Never set back, not even by reset().
  void count_refusal() { refusals_.fetch_add(1, std::memory_order_relaxed); }
  std::uint64_t refusals() const { return refusals_.load(std::memory_order_relaxed); }

 private:
  std::atomic<std::uint64_t> refusals_{0};
  std::mutex mutex_;
  std::map<std::string, RateUsage> usages_;
};

}  // namespace mockmeter
