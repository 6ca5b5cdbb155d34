#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "server/metering/recorded/sums.h"
#include "server/metering/section_reader.h"
#include "server/providers/zkscore/traffic_hour.h"

namespace mockmeter::zkscore {

struct Key;

/// What was recorded of a key in a window.
struct RecordedTotals {
  Window window;
  std::int64_t first = 0;  ///< requests before it
  UsageTotals sums;
  std::int64_t peak_latency_ms = 0;
};

/// All that was recorded of a key.
struct RecordedKey {
  RecordedSums requests;
  std::vector<RecordedTotals> totals;  ///< ascending, not overlapping

  /// Those of the window that holds an instant; null when it is in none.
  const RecordedTotals* at(Instant instant) const;
  /// The first begin of a window after an instant; kLatest when there is none.
  Instant next_begin(Instant instant) const;
};

/// Reads the member "recorded" of a key, if it has one. Adds a fault for series whose windows
/// differ and for numbers that contradict each other.
std::shared_ptr<const RecordedKey> read_recorded_key(const Json& json, const std::string& pointer,
                                                     const Key& key, SectionReader& reader);

/// How the requests of a recorded window went, with the questions of a TrafficHour: its totals are
/// those that were recorded, dealt to endpoints and statuses as the world weighs them. A part of
/// its requests has its share of all numbers; parts add up.
class RecordedTraffic {
 public:
  RecordedTraffic(const TrafficProfile& profile, const RecordedTotals& recorded);

  UsageTotals total(EventRange part) const;
  std::int64_t peak_latency_ms(EventRange) const { return recorded_->peak_latency_ms; }
  void add_to(UsageParts& parts, EventRange part) const;

 private:
  UsageTotals before(std::size_t endpoint, std::int64_t count) const;
  std::int64_t failed_before(std::int64_t count) const;
  void deal(bool failures, EventRange outcomes, std::vector<std::int64_t>& by_status) const;

  const TrafficProfile* profile_;
  const RecordedTotals* recorded_;
  std::vector<std::int64_t> requests_;  // by endpoint, as are the others
  std::vector<std::int64_t> failed_;
  std::vector<std::int64_t> latency_ms_;
  std::vector<std::int64_t> bytes_;
};

}  // namespace mockmeter::zkscore
