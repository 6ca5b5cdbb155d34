#include "server/providers/zkscore/series.h"

#include <algorithm>
#include <numeric>

namespace mockmeter::zkscore {
std::vector<std::size_t> sorted_page(const std::vector<std::int64_t>& keys, bool descending,
                                     Page page) {
  std::vector<std::uint32_t> order(keys.size());
  std::iota(order.begin(), order.end(), 0U);
  const auto before = [&keys, descending](std::uint32_t a, std::uint32_t b) {
    if (keys[a] != keys[b]) return descending ? keys[a] > keys[b] : keys[a] < keys[b];
    return a < b;
  };
  const auto begin = order.begin() + static_cast<std::ptrdiff_t>(page.begin);
  const auto end = order.begin() + static_cast<std::ptrdiff_t>(page.end);
  if (page.begin > 0) std::nth_element(order.begin(), begin, order.end(), before);
  std::partial_sort(begin, end, order.end(), before);
  return {begin, end};
}

}  // namespace mockmeter::zkscore
