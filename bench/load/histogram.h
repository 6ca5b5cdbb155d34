#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>

namespace mockmeter::load {

/// Counts durations in 19 kB, whatever their number: exact below 128 ns, then 64 steps to each
/// power of two, so that a percentile is at most 1/64 above the truth. What lasts longer than
/// longest() is counted as longest(); max() stays exact. For one thread.
class Histogram {
 public:
  using Duration = std::chrono::nanoseconds;

  static Duration longest();  ///< about 73 minutes

  /// A negative duration counts as zero.
  void record(Duration value);

  /// The smallest recorded value v (rounded up to its step, at most max()) such that `percent` of
  /// all values are <= v; zero when nothing is recorded. `percent` is in (0, 100].
  Duration percentile(double percent) const;

  std::uint64_t count() const { return count_; }
  Duration max() const { return max_; }
  Duration mean() const;

 private:
  static constexpr unsigned kStepBits = 6;
  static constexpr unsigned kValueBits = 42;
  static constexpr std::size_t kSlots = (kValueBits - kStepBits + 1) << kStepBits;

  static std::size_t slot_of(std::uint64_t value);
  static std::uint64_t top_of(std::size_t slot);

  std::array<std::uint64_t, kSlots> counts_{};
  std::uint64_t count_ = 0;
  Duration max_{0};
  long double sum_ = 0;
};

}  // namespace mockmeter::load
