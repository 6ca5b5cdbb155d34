#include "bench/load/pacer.h"

#include <algorithm>

namespace mockmeter::load {

Pacer::Pacer(const Plan& plan) : plan_(plan) {
  if (plan.rate > 0) schedule_.emplace(plan.rate);
}

std::optional<std::chrono::nanoseconds> Pacer::next(std::chrono::nanoseconds now) {
  if (plan_.max_requests != 0 && handed_out_ == plan_.max_requests) return std::nullopt;
  const auto intended = schedule_ ? schedule_->intended(handed_out_) : now;
  if (intended >= plan_.duration) return std::nullopt;
  ++handed_out_;
  return intended;
}

void Pacer::owe(std::chrono::nanoseconds end, Report& report) const {
  if (!schedule_) return;
  std::uint64_t due = schedule_->due(std::min(end, plan_.duration));
  if (plan_.max_requests != 0) due = std::min(due, plan_.max_requests);
  for (std::uint64_t index = handed_out_; index < due; ++index) {
    owe_one(schedule_->intended(index), end, report);
  }
}

void owe_one(std::chrono::nanoseconds intended, std::chrono::nanoseconds end, Report& report) {
  if (intended >= end) return;
  ++report.unanswered;
  report.latency.record(end - intended);
}

}  // namespace mockmeter::load
