#include "server/control/rate_limiter.h"

namespace mockmeter {

Allowance RateLimiter::look(const RateLimit& limit, std::chrono::nanoseconds now) {
  const std::scoped_lock lock(mutex_);
  return mockmeter::look(usages_[limit.key], limit, now);
}

Allowance RateLimiter::take(const RateLimit& limit, std::chrono::nanoseconds now) {
  const std::scoped_lock lock(mutex_);
  return mockmeter::take(usages_[limit.key], limit, now);
}

void RateLimiter::reset() {
  const std::scoped_lock lock(mutex_);
  usages_.clear();
}

}  // namespace mockmeter
