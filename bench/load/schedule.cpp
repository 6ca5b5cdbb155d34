#include "bench/load/schedule.h"

#include <cmath>

namespace mockmeter::load {

std::chrono::nanoseconds Schedule::intended(std::uint64_t index) const {
  return std::chrono::nanoseconds(
      static_cast<std::int64_t>(std::ceil(static_cast<double>(index) * 1e9 / rate_)));
}

std::uint64_t Schedule::due(std::chrono::nanoseconds elapsed) const {
  if (elapsed.count() <= 0) return 0;
  auto count =
      static_cast<std::uint64_t>(std::ceil(static_cast<double>(elapsed.count()) * rate_ / 1e9));
  // The division above may be off by one in its last digit; intended() decides.
  while (count > 0 && intended(count - 1) >= elapsed) --count;
  while (intended(count) < elapsed) ++count;
  return count;
}

}  // namespace mockmeter::load
