#include "server/control/limits/rate_limiter.h"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <utility>

#include "base/text/numbers.h"
#include "base/text/split.h"

namespace mockmeter {
namespace {

using std::chrono::nanoseconds;
using std::chrono::seconds;

constexpr nanoseconds kMinute = std::chrono::minutes{1};
constexpr nanoseconds kDay = std::chrono::days{1};

/// What one of the limits leaves.
struct Left {
  std::int64_t calls = 0;
  nanoseconds reset{0};
  nanoseconds next{0};
};

bool is_over(const RateUsage::Window& window, nanoseconds length, nanoseconds now) {
  return window.calls == 0 || now - window.began >= length;
}

Left left_in(const RateUsage::Window& window, std::int64_t limit, nanoseconds length,
             nanoseconds now) {
  if (is_over(window, length, now)) return {limit, length, nanoseconds{0}};
  // Of two calls at once, the one that read the clock first may be counted last.
  const nanoseconds rest = std::min(length, window.began + length - now);
  const bool none = window.calls >= limit;
  return {none ? 0 : limit - window.calls, rest, none ? rest : nanoseconds{0}};
}

void count_in(RateUsage::Window& window, nanoseconds length, nanoseconds now) {
  if (is_over(window, length, now)) window = {now, 0};
  ++window.calls;
}

/// The time in which one token comes back.
nanoseconds token_time(const RateLimit& limit) { return kMinute / limit.per_minute; }

Left left_in_bucket(const RateUsage& usage, const RateLimit& limit, nanoseconds now) {
  const nanoseconds token = token_time(limit);
  const nanoseconds missing = std::clamp(usage.full_at - now, nanoseconds{0}, kMinute);
  const nanoseconds wait = missing + token - kMinute;
  return {(kMinute - missing) / token, missing, std::max(wait, nanoseconds{0})};
}

Left left_this_minute(const RateUsage& usage, const RateLimit& limit, nanoseconds now) {
  return limit.is_token_bucket ? left_in_bucket(usage, limit, now)
                               : left_in(usage.minute, limit.per_minute, kMinute, now);
}

}  // namespace

Allowance look(const RateUsage& usage, const RateLimit& limit, nanoseconds now) {
  Left tightest = left_this_minute(usage, limit, now);
  if (limit.per_day > 0) {
    const Left today = left_in(usage.day, limit.per_day, kDay, now);
    if (today.calls < tightest.calls || today.next > tightest.next) tightest = today;
  }
  return {.granted = tightest.calls > 0,
          .remaining = tightest.calls,
          .until_reset = std::chrono::ceil<seconds>(tightest.reset),
          .until_next = std::chrono::ceil<seconds>(tightest.next)};
}

Allowance take(RateUsage& usage, const RateLimit& limit, nanoseconds now) {
  if (const Allowance left = look(usage, limit, now); !left.granted) return left;
  if (limit.is_token_bucket) {
    usage.full_at = std::max(usage.full_at, now) + token_time(limit);
  } else {
    count_in(usage.minute, kMinute, now);
  }
  if (limit.per_day > 0) count_in(usage.day, kDay, now);
  Allowance left = look(usage, limit, now);
  left.granted = true;
  return left;
}

std::string usage_text(const RateUsage& usage) {
  std::string text;
  for (const std::int64_t number :
       {usage.minute.began.count(), usage.minute.calls, usage.day.began.count(), usage.day.calls,
        usage.full_at.count()}) {
    if (!text.empty()) text += ' ';
    text += std::to_string(number);
  }
  return text == "0 0 0 0 0" ? std::string() : text;
}

RateUsage read_usage(std::string_view text) {
  std::array<std::int64_t, 5> numbers{};
  auto number = numbers.begin();
  for (const std::string_view part : split(text, ' ')) {
    if (number != numbers.end()) *number++ = whole_number<std::int64_t>(part).value_or(0);
  }
  const auto [minute, calls, day, calls_of_day, full] = numbers;
  return {{nanoseconds(minute), calls}, {nanoseconds(day), calls_of_day}, nanoseconds(full)};
}

Allowance RateLimiter::take_with_others(const RateLimit& limit, std::chrono::nanoseconds now,
                                        bool counts) {
  std::string seen;
  {
    const std::scoped_lock lock(mutex_);
    seen = usage_text(usages_[limit.key]);
  }
  for (;;) {
    RateUsage usage = read_usage(seen);
    const Allowance left =
        counts ? mockmeter::take(usage, limit, now) : mockmeter::look(usage, limit, now);
    if (!exchange_(limit.key, seen, usage_text(usage))) continue;
    const std::scoped_lock lock(mutex_);
    usages_[limit.key] = usage;
    return left;
  }
}

Allowance RateLimiter::look(const RateLimit& limit, std::chrono::nanoseconds now) {
  try {
    if (exchange_) return take_with_others(limit, now, false);
  } catch (const std::runtime_error&) {
    // What was seen last will do for somebody who only looks.
  }
  const std::scoped_lock lock(mutex_);
  return mockmeter::look(usages_[limit.key], limit, now);
}

Allowance RateLimiter::take(const RateLimit& limit, std::chrono::nanoseconds now) {
  if (exchange_) return take_with_others(limit, now, true);
  const std::scoped_lock lock(mutex_);
  if (is_followed_) changed_.insert(limit.key);
  return mockmeter::take(usages_[limit.key], limit, now);
}

void RateLimiter::reset() {
  const std::scoped_lock lock(mutex_);
  usages_.clear();
  changed_.clear();
}

void RateLimiter::restore(Usages usages) { usages_ = std::move(usages); }

RateLimiter::Usages RateLimiter::take_changes(bool everything) {
  const std::scoped_lock lock(mutex_);
  Usages changes;
  if (everything) {
    changes = usages_;
  } else {
    for (const std::string& key : changed_) changes.emplace(key, usages_[key]);
  }
  changed_.clear();
  return changes;
}

RateLimitGuard::RateLimitGuard(RateLimiter& limiter, const Provider& provider,
                               const RequestContext& context, const Principal& principal,
                               Terms terms)
    : limiter_(limiter), provider_(provider), context_(context), terms_(terms) {
  const bool is_known = !principal.account.empty();
  const bool matters = provider.rate_headers || (terms.enforced && is_known);
  if (matters && provider.rate_limit != nullptr) limit_ = provider.rate_limit(context, principal);
}

void RateLimitGuard::count() {
  if (is_limited()) counted_ = limiter_.take(*limit_, terms_.now);
}

void RateLimitGuard::check() const {
  if (!terms_.enforced || !counted_ || counted_->granted) return;
  limiter_.count_refusal();
  ApiError refusal = make_error(provider_, CommonError::kRateLimited, "over the rate limit");
  // Source: RFC 9110 section 10.2.3, delay-seconds.
  refusal.add_header("Retry-After", std::to_string(counted_->until_next.count()));
  throw refusal;
}

Allowance RateLimitGuard::allowance() const {
  if (counted_) return *counted_;
  // Who sent no key that is known has used nothing.
  return is_limited() ? limiter_.look(*limit_, terms_.now)
                      : mockmeter::look({}, *limit_, terms_.now);
}

void RateLimitGuard::show(Headers& headers) {
  if (!limit_ || !provider_.rate_headers) return;
  const Allowance left = allowance();
  headers.add("X-RateLimit-Limit", std::to_string(limit_->per_minute));
  headers.add("X-RateLimit-Remaining", std::to_string(left.remaining));
  headers.add("X-RateLimit-Reset", std::to_string(unix_seconds(context_.now + left.until_reset)));
}

}  // namespace mockmeter
