#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

namespace reference {

/// Rings once at a time on the monotonic clock, in a thread of its own, unless it goes before.
class DeadlineTimer {
 public:
  DeadlineTimer(std::chrono::steady_clock::time_point at, std::function<void()> ring)
      : thread_([this, at, ring = std::move(ring)](const std::stop_token& stop) {
          std::unique_lock lock(mutex_);
          changed_.wait_until(lock, stop, at, [] { return false; });
          if (!stop.stop_requested()) ring();
        }) {}

 private:
  std::mutex mutex_;
  std::condition_variable_any changed_;
  std::jthread thread_;  ///< the last member: it stops, and is joined, before the others go
};

}  // namespace reference
