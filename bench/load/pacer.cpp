#include "bench/load/pacer.h"

#include <algorithm>
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

Pacer::Pacer(const LoadPlan& plan) : plan_(plan) {
  if (plan.rate > 0) schedule_.emplace(plan.rate);
}

std::optional<std::chrono::nanoseconds> Pacer::next(std::chrono::nanoseconds now) {
  if (plan_.max_requests != 0 && handed_out_ == plan_.max_requests) return std::nullopt;
  const auto intended = schedule_ ? schedule_->intended(handed_out_) : now;
  if (intended >= plan_.duration) return std::nullopt;
  ++handed_out_;
  return intended;
}

std::uint64_t Pacer::count_unanswered(std::chrono::nanoseconds end, Histogram& latency) const {
  if (!schedule_) return 0;
  std::uint64_t due = schedule_->due(std::min(end, plan_.duration));
  if (plan_.max_requests != 0) due = std::min(due, plan_.max_requests);
  for (std::uint64_t index = handed_out_; index < due; ++index) {
    latency.record(end - schedule_->intended(index));
  }
  return due - std::min(due, handed_out_);
}

}  // namespace mockmeter::load
