#pragma once

#include <optional>

#include "server/api/message.h"
#include "server/api/operation.h"
#include "server/control/limits/rate_limiter.h"

namespace mockmeter {

/// One request against the rate limit of its credential. Does nothing for a credential that is
/// unknown or has no limit, and where a limit is neither enforced nor shown.
class CallMeter {
 public:
  struct Terms {
    std::chrono::nanoseconds now;  ///< of the limiter
    bool enforced = false;
  };
  CallMeter(RateLimiter& limiter, const Provider& provider, const Context& context, Terms terms);

  /// Counts the request as a call of its credential.
  void count();
  /// Throws the vendor's 429 when the call that was counted was one too many, and limits are
  /// enforced.
  void check() const;
  /// Adds X-RateLimit-*, where the vendor has them.
  void show(Headers& headers);
  /// Whether the answer depends on how many calls were made.
  bool is_limited() const { return limit_.has_value(); }

 private:
  RateLimiter& limiter_;
  const Provider& provider_;
  const Context& context_;
  const Terms terms_;
  std::optional<RateLimit> limit_;
  std::optional<Allowance> counted_;
};

}  // namespace mockmeter
