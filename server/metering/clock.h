#pragma once

#include <chrono>
#include <optional>
#include <string_view>

#include "base/time/instant.h"

namespace mockmeter {

/// Where a clock stands and whether it runs. A value: what `--clock` and the control plane say.
struct ClockSetting {
  enum class Mode { kFrozen, kTicking, kNow };
  Mode mode = Mode::kFrozen;
  Instant start;  ///< where it stands, or where it began to tick; unused for kNow

  bool operator==(const ClockSetting&) const = default;
};

/// Where a clock may be set: [2000, 2050).
/// Choice: what an API sums "for all time" grows with the clock, minute by minute; a clock a
/// century ahead would make one response take seconds and a gigabyte.
inline constexpr Instant kFirstClock{std::chrono::sys_days{std::chrono::year{2000} / 1 / 1}};
inline constexpr Instant kLastClock{std::chrono::sys_days{std::chrono::year{2050} / 1 / 1}};
constexpr bool can_be_clock(Instant instant) {
  return instant >= kFirstClock && instant < kLastClock;
}
inline constexpr std::string_view kClockExpected = "an RFC 3339 instant from 2000 to 2049";

/// "2026-05-20T12:00:00Z" = frozen there, "ticking:<instant>" = runs from there, "now".
std::optional<ClockSetting> parse_clock(std::string_view text);
std::string_view to_string(ClockSetting::Mode mode);

/// What the machine calls now, whatever the mock's clock says.
Instant machine_time();
/// The machine's monotonic time, from any origin.
std::chrono::nanoseconds machine_monotonic();

/// Where monotonic time comes from: the machine, or a test that lets it pass as it likes.
using Monotonic = std::chrono::nanoseconds (*)();

/// The machine's monotonic time since it was made, whatever the mock's clock says.
class Stopwatch {
 public:
  std::chrono::nanoseconds elapsed() const { return machine_monotonic() - made_; }

 private:
  std::chrono::nanoseconds made_ = machine_monotonic();
};

/// The clock of a mock: a value, so that it changes together with all else that a request sees.
/// Reading it from several threads is safe, changing it is not. A request reads it once.
class Clock {
 public:
  explicit Clock(ClockSetting setting, Monotonic monotonic = machine_monotonic);

  /// What a clock has behind it, in the machine's time, so that another program can go on with it.
  struct Past {
    Instant set_at;                        ///< when its setting was made
    Instant made_at;                       ///< when it was made
    std::chrono::nanoseconds advanced{0};  ///< what it was advanced by so far
  };
  /// Goes on where another clock stands or stood, of this program or another one; meanwhile time
  /// passed.
  void go_on(ClockSetting setting, const Past& past);
  Past past() const;
  /// Whether nothing was done to one of them since it was a copy of the other.
  bool operator==(const Clock&) const = default;
  ClockSetting setting() const { return setting_; }

  Instant now() const;
  ClockSetting::Mode mode() const { return setting_.mode; }
  void set(ClockSetting setting);
  /// Moves the clock forward by what is not negative, at most to kLatest. A clock on the machine's
  /// time becomes one that ticks ahead of it.
  void advance(std::chrono::nanoseconds by);

  /// The monotonic time since this clock was made.
  std::chrono::nanoseconds uptime() const;
  /// What had passed before this clock was made; 0 unless it goes on with another one.
  std::chrono::nanoseconds lived_before() const { return lived_before_; }
  /// Both, plus everything that the clock was advanced by: the time of rate limits, in which both a
  /// client that really waits and a test that advances a frozen clock get on.
  std::chrono::nanoseconds elapsed() const;
  /// What of elapsed() is neither uptime() nor lived_before().
  std::chrono::nanoseconds advanced() const { return advanced_; }

 private:
  ClockSetting setting_;
  Monotonic monotonic_;
  std::chrono::nanoseconds since_;  // when `setting_` was made
  std::chrono::nanoseconds made_;
  std::chrono::nanoseconds advanced_{0};
  std::chrono::nanoseconds lived_before_{0};
};

}  // namespace mockmeter
