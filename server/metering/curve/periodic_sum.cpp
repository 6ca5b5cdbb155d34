#include "server/metering/curve/periodic_sum.h"

#include <algorithm>
#include <numeric>

#include "server/metering/hash.h"

namespace mockmeter {
namespace {

/// How many of `length` events each weight gets: one for every weight above 0, the rest by largest
/// remainder. Ties go to the earlier kind.
std::vector<std::size_t> apportion(std::span<const std::int64_t> weights, std::size_t length) {
  std::vector<std::size_t> counts(weights.size(), 0);
  std::vector<std::int64_t> remainders(weights.size(), -1);
  const std::int64_t total = std::accumulate(weights.begin(), weights.end(), std::int64_t{0});
  std::size_t dealt = 0;
  for (std::size_t k = 0; k < weights.size(); ++k) {
    if (weights[k] == 0) continue;  // hence total > 0 below
    const std::int64_t share = weights[k] * static_cast<std::int64_t>(length);
    counts[k] = std::max<std::size_t>(1, static_cast<std::size_t>(share / total));
    remainders[k] = share < total ? 0 : share % total;
    dealt += counts[k];
  }
  for (; dealt < length; ++dealt) {
    const auto largest = std::ranges::max_element(remainders);
    ++counts[static_cast<std::size_t>(largest - remainders.begin())];
    *largest -= total;
  }
  // The ones given to small weights may have made it too many: the largest kinds pay.
  for (; dealt > length; --dealt) --*std::ranges::max_element(counts);
  return counts;
}

/// Fisher and Yates; Source: Knuth, The Art of Computer Programming, volume 2, algorithm 3.4.2P.
void shuffle(std::vector<std::uint16_t>& kinds, std::uint64_t source) {
  for (std::size_t i = kinds.size(); i > 1; --i) std::swap(kinds[i - 1], kinds[mix(source, i) % i]);
}

}  // namespace

PeriodicSum::PeriodicSum(std::span<const std::int64_t> values) {
  prefix_.reserve(values.size() + 1);
  for (const std::int64_t value : values) prefix_.push_back(prefix_.back() + value);
}

std::int64_t PeriodicSum::sum_first(std::int64_t n) const {
  const auto length = static_cast<std::int64_t>(prefix_.size()) - 1;
  if (length == 0) return 0;
  return n / length * prefix_.back() + prefix_[static_cast<std::size_t>(n % length)];
}

std::vector<std::uint16_t> assign_kinds(std::uint64_t seed, std::string_view key,
                                        std::span<const std::int64_t> weights, std::size_t length) {
  const std::vector<std::size_t> counts = apportion(weights, length);
  std::vector<std::uint16_t> kinds;
  kinds.reserve(length);
  for (std::size_t k = 0; k < counts.size(); ++k) {
    kinds.insert(kinds.end(), counts[k], static_cast<std::uint16_t>(k));
  }
  shuffle(kinds, hash_text(seed, key));
  return kinds;
}

std::vector<PeriodicSum> cycles_by_kind(std::span<const std::uint16_t> kinds,
                                        std::size_t kind_count,
                                        std::span<const std::int64_t> values) {
  std::vector<PeriodicSum> cycles;
  cycles.reserve(kind_count);
  std::vector<std::int64_t> of_kind(kinds.size());
  for (std::size_t k = 0; k < kind_count; ++k) {
    for (std::size_t i = 0; i < kinds.size(); ++i) of_kind[i] = kinds[i] == k ? values[i] : 0;
    cycles.emplace_back(of_kind);
  }
  return cycles;
}

std::vector<PeriodicSum> cycles_by_kind(std::span<const std::uint16_t> kinds,
                                        std::size_t kind_count) {
  return cycles_by_kind(kinds, kind_count, std::vector<std::int64_t>(kinds.size(), 1));
}

}  // namespace mockmeter
