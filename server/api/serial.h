#pragma once

#include <atomic>
#include <cstdint>
#include <optional>

namespace mockmeter {

/// A number that no other request has, for ids that must differ. It is drawn only when somebody
/// asks: an answer that needed none is the same for every request with the same bytes.
class Serial {
 public:
  /// `next` is shared by all requests and must outlive this.
  explicit Serial(std::atomic<std::uint64_t>& next) : next_(next) {}

  /// The same number for the whole request.
  std::uint64_t get() {
    if (!number_) number_ = next_.fetch_add(1, std::memory_order_relaxed);
    return *number_;
  }
  bool drawn() const { return number_.has_value(); }

 private:
  std::atomic<std::uint64_t>& next_;
  std::optional<std::uint64_t> number_;
};

}  // namespace mockmeter
