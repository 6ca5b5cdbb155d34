#pragma once

#include <atomic>
#include <cstddef>
#include <functional>
#include <thread>
#include <vector>

namespace mockmeter::conformance {

/// Calls `work(index, thread)` for each index below `count`, in order, on this many threads; the
/// calling thread is number 0. Asks `is_stopped` before each: true leaves out the rest.
template <typename Work>
void do_side_by_side(std::size_t count, std::size_t threads,
                     const std::function<bool()>& is_stopped, const Work& work) {
  std::atomic<std::size_t> next{0};
  const auto loop = [&](std::size_t thread) {
    for (std::size_t index = next++; index < count && !is_stopped(); index = next++) {
      work(index, thread);
    }
  };
  std::vector<std::jthread> workers;
  for (std::size_t thread = 1; thread < threads; ++thread) workers.emplace_back(loop, thread);
  loop(0);
}

}  // namespace mockmeter::conformance
