#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>

#include "server/providers/zkscore/traffic_hour.h"
#include "server/providers/zkscore/world.h"

namespace mockmeter::zkscore {

/// Reads what a key used, forward in time, hour by hour. Must not outlive the key.
class KeyWalk {
 public:
  KeyWalk(const Key& key, Instant from)
      : key_(&key),
        requests_(key.requests),
        edges_(key.requests),
        at_(std::max(from, key.created)),
        count_(requests_.at(std::min(at_, key.end()))) {}

  /// Calls `visit(const TrafficHour&, EventRange)` for each hour that has requests until `to`, with
  /// those of them that have not been visited yet.
  template <typename Visit>
  void visit_until(Instant to, Visit visit) {
    const Instant end = std::min(to, key_->end());
    while (at_ < end) {
      const Instant hour_end = next_bucket(floor_to(at_, Granularity::kHour), Granularity::kHour);
      const Instant next = std::min(hour_end, end);
      const std::int64_t last = requests_.at(next);
      if (last > count_) visit(hour_before(hour_end), EventRange{count_, last});
      count_ = last;
      at_ = next;
    }
  }

 private:
  /// The hour that ends there.
  const TrafficHour& hour_before(Instant end) {
    const std::int64_t number = unix_seconds(end) / 3'600 - 1;
    if (hour_ && number == number_) return *hour_;
    number_ = number;
    const std::int64_t first = edges_.at(end - std::chrono::hours{1});
    return hour_.emplace(*key_->traffic, number, EventRange{first, edges_.at(end)});
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
