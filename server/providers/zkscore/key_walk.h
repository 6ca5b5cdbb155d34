#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>

#include "server/providers/zkscore/traffic_hour.h"
#include "server/providers/zkscore/world.h"

namespace mockmeter::zkscore {

/// Reads what a key used, forward in time, hour by hour, and recorded window by recorded window.
/// Must not outlive the key.
class KeyWalk {
 public:
  KeyWalk(const Key& key, Instant from)
      : key_(&key),
        requests_(key.requests),
        edges_(key.requests),
        at_(std::max(from, key.created)),
        count_(key.requests_at(std::min(at_, key.end()), requests_)) {}

  /// Calls `visit(const TrafficHour&, EventRange)` for each hour that has requests until `to`, with
  /// those of them that have not been visited yet; with a RecordedTraffic for a recorded window.
  template <typename Visit>
  void visit_until(Instant to, Visit visit) {
    const Instant end = std::min(to, key_->end());
    while (at_ < end) {
      const RecordedTotals* recorded =
          key_->recorded == nullptr ? nullptr : key_->recorded->at(at_);
      const Instant hour_end = next_bucket(floor_to(at_, Granularity::kHour), Granularity::kHour);
      const Instant next =
          std::min(recorded == nullptr ? end_of_hour(hour_end) : recorded->window.to, end);
      const EventRange part{count_, key_->requests_at(next, requests_)};
      if (part.size() > 0 && recorded != nullptr) {
        visit(RecordedTraffic(*key_->traffic->profile, *recorded), part);
      } else if (part.size() > 0) {
        visit(hour_before(hour_end), part);
      }
      count_ = part.last;
      at_ = next;
    }
  }

 private:
  /// It, or where a recorded window begins before.
  Instant end_of_hour(Instant hour_end) const {
    return key_->recorded == nullptr ? hour_end
                                     : std::min(hour_end, key_->recorded->next_begin(at_));
  }

  /// The hour that ends there.
  const TrafficHour& hour_before(Instant end) {
    const std::int64_t number = unix_seconds(end) / 3'600 - 1;
    if (hour_ && number == number_) return *hour_;
    number_ = number;
    const std::int64_t first = key_->requests_at(end - std::chrono::hours{1}, edges_);
    return hour_.emplace(*key_->traffic, number, EventRange{first, key_->requests_at(end, edges_)});
  }

  const Key* key_;
  Curve::Cursor requests_;
  Curve::Cursor edges_;
  Instant at_;
  std::int64_t count_;  // of the requests before at_
  std::optional<TrafficHour> hour_;
  std::int64_t number_ = 0;  // of hour_
};

}  // namespace mockmeter::zkscore
