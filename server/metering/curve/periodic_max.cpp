#include "server/metering/curve/periodic_max.h"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <utility>

namespace mockmeter {

PeriodicMax::PeriodicMax(std::vector<std::int64_t> values) {
  const std::size_t length = values.size();
  if (length == 0) return;
  levels_.push_back(std::move(values));
  for (std::size_t half = 1; half * 2 <= length; half *= 2) {
    const std::vector<std::int64_t>& below = levels_.back();
    std::vector<std::int64_t> level(length);
    for (std::size_t i = 0; i < length; ++i) {
      level[i] = std::max(below[i], below[(i + half) % length]);
    }
    levels_.push_back(std::move(level));
  }
}

std::int64_t PeriodicMax::greatest_between(std::int64_t first, std::int64_t last) const {
  if (levels_.empty()) return 0;
  const auto length = static_cast<std::int64_t>(levels_.front().size());
  const std::int64_t count = std::min(last - first, length);
  if (count <= 0) return 0;
  const auto power =
      static_cast<std::size_t>(std::bit_width(static_cast<std::uint64_t>(count))) - 1;
  const std::vector<std::int64_t>& level = levels_[power];
  const std::int64_t second = first + count - (std::int64_t{1} << power);
  return std::max(level[static_cast<std::size_t>(first % length)],
                  level[static_cast<std::size_t>(second % length)]);
}

}  // namespace mockmeter
