#pragma once

#include <cstdint>
#include <vector>

namespace mockmeter {

/// The greatest of a stretch of a repeating sequence of non-negative values, in O(1): beside
/// PeriodicSum, what the worst of some events was.
///
/// A sparse table: for every power of two, the greatest of as many values from each place on. Two
/// of them, which may overlap, cover any stretch.
class PeriodicMax {
 public:
  PeriodicMax() = default;
  explicit PeriodicMax(std::vector<std::int64_t> values);

  /// Of the events first .. last-1, of which event k carries values[k mod length]. 0 when there are
  /// none. `first` must not be negative.
  std::int64_t greatest_between(std::int64_t first, std::int64_t last) const;

 private:
  std::vector<std::vector<std::int64_t>> levels_;  // levels_[k][i]: of 2^k values from i on
};

}  // namespace mockmeter
