#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>

#include "server/api/operation.h"

namespace mockmeter {

/// How many calls each credential made in the running minute. Thread-safe.
class RateCounters {
 public:
  struct Count {
    std::int64_t remaining = 0;           ///< calls left in this window; never negative
    std::chrono::seconds until_reset{0};  ///< rounded up
  };

  /// Counts one call against `limit`. `elapsed` is the limiter's own time: the machine's monotonic
  /// time plus whatever the mock's clock was advanced, so that a frozen clock does not stop it.
  Count count(const RateLimit& limit, std::chrono::nanoseconds elapsed);
  void reset();

 private:
  struct Window {
    std::chrono::minutes began{0};
    std::int64_t calls = 0;
  };
  std::mutex mutex_;
  std::map<std::string, Window> windows_;
};

}  // namespace mockmeter
