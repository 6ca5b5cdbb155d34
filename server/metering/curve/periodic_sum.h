#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace mockmeter {

/// A repeating sequence of non-negative values with O(1) sums: what the first n events of a curve
/// add up to when event k carries values[k mod length].
///
/// This is how one total is split into parts that always add up: give every event of the total a
/// kind (`assign_kinds`), and let each part count the events of its kind.
class PeriodicSum {
 public:
  PeriodicSum() = default;
  explicit PeriodicSum(std::span<const std::int64_t> values);

  /// The sum over events 0 .. n-1. n must not be negative. An empty cycle sums to 0.
  std::int64_t sum_first(std::int64_t n) const;
  std::int64_t sum_between(std::int64_t first, std::int64_t last) const {
    return sum_first(last) - sum_first(first);
  }

 private:
  std::vector<std::int64_t> prefix_{0};  // prefix_[k]: sum of the first k values of one turn
};

/// Deals `length` events to kinds 0 .. weights.size()-1 in proportion to `weights` (largest
/// remainder), in an order made from the seed. Every weight above 0 gets at least one event.
/// At least one weight must be above 0, none below; `length` must be at least the number of
/// weights above 0, and length x sum of weights must fit into 63 bits.
std::vector<std::uint16_t> assign_kinds(std::uint64_t seed, std::string_view key,
                                        std::span<const std::int64_t> weights, std::size_t length);

/// The weights of some items, each of which has a member `weight`.
template <typename Items>
std::vector<std::int64_t> weights_of(const Items& items) {
  std::vector<std::int64_t> weights;
  for (const auto& item : items) weights.push_back(item.weight);
  return weights;
}

/// One cycle per kind: the k-th adds up values[i] of those events i that are of kind k. For every
/// n, they add up to the sum of the first n values.
std::vector<PeriodicSum> cycles_by_kind(std::span<const std::uint16_t> kinds,
                                        std::size_t kind_count,
                                        std::span<const std::int64_t> values);
/// The same where each event counts 1.
std::vector<PeriodicSum> cycles_by_kind(std::span<const std::uint16_t> kinds,
                                        std::size_t kind_count);

}  // namespace mockmeter
