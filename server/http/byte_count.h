#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>

namespace mockmeter {

/// A number of bytes that one thread counts and any may read. Costs what a plain number does.
class ByteCount {
 public:
  void add(std::size_t bytes) {
    count_.store(count_.load(std::memory_order_relaxed) + bytes, std::memory_order_relaxed);
  }
  std::uint64_t total() const { return count_.load(std::memory_order_relaxed); }

 private:
  std::atomic<std::uint64_t> count_{0};
};

/// The bytes of all connections of a loop, as the sockets have them.
struct WireCount {
  ByteCount received;
  ByteCount sent;
};

}  // namespace mockmeter
