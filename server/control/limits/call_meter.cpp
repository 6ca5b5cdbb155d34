#include "server/control/limits/call_meter.h"

#include <string>

namespace mockmeter {

CallMeter::CallMeter(RateLimiter& limiter, const Provider& provider, const Context& context,
                     Terms terms)
    : limiter_(limiter), provider_(provider), context_(context), terms_(terms) {
  const bool matters = provider.rate_headers || terms.enforced;
  if (matters && provider.rate_limit != nullptr) limit_ = provider.rate_limit(context);
}

void CallMeter::count() {
  if (limit_) counted_ = limiter_.take(*limit_, terms_.now);
}

void CallMeter::check() const {
  if (!terms_.enforced || !counted_ || counted_->granted) return;
  limiter_.count_refusal();
  ApiError refusal = provider_.refuse(Refusal::kTooManyCalls, "over the rate limit");
  // Source: RFC 9110 section 10.2.3, delay-seconds.
  refusal.add_header("Retry-After", std::to_string(counted_->until_next.count()));
  throw refusal;
}

void CallMeter::show(Headers& headers) {
  if (!limit_ || !provider_.rate_headers) return;
  const Allowance left = counted_ ? *counted_ : limiter_.look(*limit_, terms_.now);
  headers.add("X-RateLimit-Limit", std::to_string(limit_->per_minute));
  headers.add("X-RateLimit-Remaining", std::to_string(left.remaining));
  headers.add("X-RateLimit-Reset", std::to_string(unix_seconds(context_.now + left.until_reset)));
}

}  // namespace mockmeter
