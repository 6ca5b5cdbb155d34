#pragma once

#include <cstdint>
#include <functional>

namespace mockmeter {

/// Holds responses back until what was noted of them is safe. Thread-safe.
class ResponseGate {
 public:
  virtual ~ResponseGate() = default;
  ResponseGate() = default;
  ResponseGate(const ResponseGate&) = delete;
  ResponseGate& operator=(const ResponseGate&) = delete;

  /// How much was noted so far: what was noted of a response that is made is part of it.
  virtual std::uint64_t position() const = 0;
  /// Whether so much is safe.
  virtual bool is_open(std::uint64_t position) const = 0;
  /// `moved` is called, from any thread, when is_open() may have changed; empty = no more. One
  /// listener at a time.
  virtual void watch(std::function<void()> moved) = 0;
};

}  // namespace mockmeter
