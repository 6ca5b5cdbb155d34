#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include "server/metering/json.h"
#include "server/metering/window.h"

namespace mockmeter {

/// A value of a recording: of a counter in a window, or of a gauge at an instant, which is the
/// begin and the end of its window.
struct LoggedValue {
  Window window;
  std::uint64_t value = 0;
  std::size_t number = 0;   ///< a greater one was recorded later
  bool is_derived = false;  ///< no response had it: other values leave this for it
};

/// Sorted by time, not overlapping.
using LoggedValues = std::vector<LoggedValue>;

/// What is lost when recordings are put together.
struct LoggedConflicts {
  std::size_t replaced = 0;  ///< values that a later recording contradicts
  std::size_t exceeded = 0;  ///< totals that are not the sum of their parts
};

/// Collects the values of one metric of somebody, in any order and of any windows.
class ValueLog {
 public:
  /// Replaces an earlier value of the same window.
  void add(Window window, std::uint64_t value, std::size_t number);
  void add(Instant instant, std::uint64_t value, std::size_t number) {
    add(Window{instant, instant}, value, number);
  }
  /// Adds all that another log has.
  void merge(const ValueLog& other);
  bool empty() const { return values_.empty(); }

  /// The values as a counter has them. Of a day and some of its hours come these hours, and what
  /// the day leaves for the others. Where two contradict each other, the one that was recorded
  /// later stays.
  LoggedValues counted(LoggedConflicts& conflicts) const;
  /// The values as a gauge has them.
  LoggedValues levels() const;

 private:
  using Key = std::pair<Instant, Instant>;

  std::map<Key, LoggedValue> values_;
};

/// Spreads a value over windows by their length, so that all of it is given away. At least one
/// window.
LoggedValues spread(std::uint64_t value, const std::vector<Window>& windows, std::size_t number);

inline bool holds(Window outer, Window inner) {
  return outer.from <= inner.from && inner.to <= outer.to;
}

/// The parts of a window that no value covers.
std::vector<Window> gaps_in(Window window, const LoggedValues& inner);

/// What was counted an hour on average; 0 when there are no values.
std::uint64_t hourly_mean(const LoggedValues& values);

/// As a world says it (definitions/recorded_counter and recorded_gauge of schemas/world.json).
Json counter_document(const LoggedValues& values);
Json gauge_document(const LoggedValues& values);

}  // namespace mockmeter
