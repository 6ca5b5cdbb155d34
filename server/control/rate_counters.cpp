#include "server/control/rate_counters.h"

#include <algorithm>

namespace mockmeter {

RateCounters::Count RateCounters::count(const RateLimit& limit, std::chrono::nanoseconds elapsed) {
  const auto began = std::chrono::floor<std::chrono::minutes>(elapsed);
  const std::scoped_lock lock(mutex_);
  Window& window = windows_[limit.key];
  if (window.began != began) window = {began, 0};
  ++window.calls;
  return {std::max<std::int64_t>(0, limit.per_minute - window.calls),
          std::chrono::ceil<std::chrono::seconds>(began + std::chrono::minutes{1} - elapsed)};
}

void RateCounters::reset() {
  const std::scoped_lock lock(mutex_);
  windows_.clear();
}

}  // namespace mockmeter
