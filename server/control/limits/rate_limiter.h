#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "server/api/operation.h"

namespace mockmeter {

/// What a limit leaves at one moment. The seconds are rounded up.
struct Allowance {
  bool granted = false;                 ///< whether there was room for one more call
  std::int64_t remaining = 0;           ///< calls left; never negative
  std::chrono::seconds until_reset{0};  ///< until the tightest limit gives all its calls back
  std::chrono::seconds until_next{0};   ///< until a call is granted again; 0 = one is left
};

/// How much of one limit is used up. A value. Times are those of one clock that never goes back.
/// Choice: a window begins with its first call, so that a fresh client always has all of it.
struct RateUsage {
  struct Window {
    std::chrono::nanoseconds began{0};
    std::int64_t calls = 0;
  };
  Window minute;
  Window day;
  std::chrono::nanoseconds full_at{0};  ///< a token bucket: when all its tokens are back
};

/// A usage as text that read_usage() reads; empty for one that nothing is used of.
std::string usage_text(const RateUsage& usage);
RateUsage read_usage(std::string_view text);

/// What is left; counts nothing.
Allowance look(const RateUsage& usage, const RateLimit& limit, std::chrono::nanoseconds now);

/// Counts one call, unless nothing is left: a call that is not granted costs nothing.
Allowance take(RateUsage& usage, const RateLimit& limit, std::chrono::nanoseconds now);

/// The usage of every limit, by its key. Thread-safe.
///
/// Its time is the caller's: the machine's monotonic time plus whatever the mock's clock was
/// advanced, so that both a client that really waits and a test that advances a frozen clock get
/// on.
class RateLimiter {
 public:
  Allowance look(const RateLimit& limit, std::chrono::nanoseconds now);
  Allowance take(const RateLimit& limit, std::chrono::nanoseconds now);
  void reset();

  using Usages = std::map<std::string, RateUsage>;
  /// Goes on with what was used up in another one. Before the first call.
  void restore(Usages usages);
  /// From now on remembers what changes, for take_changes(). Before the first call.
  void follow() { is_followed_ = true; }
  /// What has changed since the last call; `everything`: all that there is.
  Usages take_changes(bool everything);

  /// From now on counts together with other programs: `exchange` puts a usage, as text, in place of
  /// the one that was seen (empty: none), unless there is another one; then it says false, and
  /// which. It may throw std::runtime_error, and then so does take(). Before the first call.
  using Exchange =
      std::function<bool(const std::string& key, std::string& seen, const std::string& next)>;
  void share(Exchange exchange) { exchange_ = std::move(exchange); }

  /// Counts a call that was answered with 429. Never set back, not even by reset().
  void count_refusal() { refusals_.fetch_add(1, std::memory_order_relaxed); }
  std::uint64_t refusals() const { return refusals_.load(std::memory_order_relaxed); }

 private:
  Allowance take_with_others(const RateLimit& limit, std::chrono::nanoseconds now, bool counts);

  std::atomic<std::uint64_t> refusals_{0};
  std::mutex mutex_;
  Usages usages_;
  bool is_followed_ = false;
  std::set<std::string> changed_;  // keys
  Exchange exchange_;              // empty = counts alone
};

/// One request against the rate limit of its principal. Does nothing where a limit is neither
/// enforced nor shown. A principal that is unknown may be told a limit, but none of its calls are
/// counted.
class RateLimitGuard {
 public:
  struct Terms {
    std::chrono::nanoseconds now;  ///< of the limiter
    bool enforced = false;
  };
  RateLimitGuard(RateLimiter& limiter, const Provider& provider, const RequestContext& context,
                 const Principal& principal, Terms terms);

  /// Counts the request as a call of its principal.
  void count();
  /// Throws the vendor's 429 when the call that was counted was one too many, and limits are
  /// enforced.
  void check() const;
  /// Adds X-RateLimit-*, where the vendor has them.
  void show(Headers& headers);
  /// Whether the response depends on how many calls were made.
  bool is_limited() const { return limit_ && !limit_->key.empty(); }

 private:
  Allowance allowance() const;

  RateLimiter& limiter_;
  const Provider& provider_;
  const RequestContext& context_;
  const Terms terms_;
  std::optional<RateLimit> limit_;
  std::optional<Allowance> counted_;
};

}  // namespace mockmeter
