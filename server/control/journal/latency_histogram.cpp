#include "server/control/journal/latency_histogram.h"

#include <algorithm>
#include <numeric>

namespace mockmeter {

void LatencyHistogram::add(std::chrono::nanoseconds latency) {
  const auto bound = std::ranges::lower_bound(kBounds, latency);
  ++counts_.at(static_cast<std::size_t>(bound - kBounds.begin()));
  sum_ += latency;
}

std::uint64_t LatencyHistogram::count() const {
  return std::accumulate(counts_.begin(), counts_.end(), std::uint64_t{0});
}

std::array<std::uint64_t, LatencyHistogram::kBounds.size()> LatencyHistogram::cumulative() const {
  std::array<std::uint64_t, kBounds.size()> sums{};
  std::partial_sum(counts_.begin(), counts_.end() - 1, sums.begin());
  return sums;
}

}  // namespace mockmeter
