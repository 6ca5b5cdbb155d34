#include "server/metering/clock.h"

#include <algorithm>
#include <array>

namespace mockmeter {
namespace {

using std::chrono::nanoseconds;
using std::chrono::seconds;
using std::chrono::steady_clock;
using std::chrono::system_clock;

constexpr std::array<std::string_view, 3> kModeNames{"frozen", "ticking", "now"};
constexpr std::string_view kTickingPrefix = "ticking:";
constexpr nanoseconds kMostAdvance = nanoseconds::max() / 2;  // leaves room for the uptime

/// `start` + `by`, at most kLatest. The difference of two instants may not fit into nanoseconds,
/// so the room that is left is counted in seconds.
Instant later(Instant start, nanoseconds by) {
  const seconds room{unix_seconds(kLatest) - unix_seconds(start)};
  if (std::chrono::floor<seconds>(by) >= room) return kLatest;
  return start + by;
}

/// None when the machine's clock was set back; instants of a machine are less than 292 years apart.
nanoseconds time_between(Instant earlier, Instant later) {
  return std::max(nanoseconds{0}, later - earlier);
}

}  // namespace

Instant machine_time() { return std::chrono::time_point_cast<nanoseconds>(system_clock::now()); }

nanoseconds machine_monotonic() { return steady_clock::now().time_since_epoch(); }

std::optional<ClockSetting> parse_clock(std::string_view text) {
  using enum ClockSetting::Mode;
  if (text == "now") return ClockSetting{.mode = kNow, .start = {}};
  const bool ticking = text.starts_with(kTickingPrefix);
  if (ticking) text.remove_prefix(kTickingPrefix.size());
  const auto start = parse_rfc3339_any_case(std::string(text));
  if (!start || !can_be_clock(*start)) return std::nullopt;
  return ClockSetting{.mode = ticking ? kTicking : kFrozen, .start = *start};
}

std::string_view to_string(ClockSetting::Mode mode) {
  return kModeNames[static_cast<std::size_t>(mode)];
}

Clock::Clock(ClockSetting setting, Monotonic monotonic)
    : setting_(setting), monotonic_(monotonic), since_(monotonic()), made_(since_) {}

void Clock::go_on(ClockSetting setting, const Past& past) {
  const Instant now = machine_time();
  const nanoseconds monotonic = monotonic_();
  setting_ = setting;
  since_ = monotonic - time_between(past.set_at, now);
  lived_before_ = time_between(past.made_at, now) - (monotonic - made_);
  advanced_ = past.advanced;
}

Clock::Past Clock::past() const {
  const Instant now = machine_time();
  const nanoseconds monotonic = monotonic_();
  return {now - (monotonic - since_), now - (monotonic - made_ + lived_before_), advanced_};
}

Instant Clock::now() const {
  switch (setting_.mode) {
    case ClockSetting::Mode::kFrozen:
      return setting_.start;
    case ClockSetting::Mode::kTicking:
      return later(setting_.start, monotonic_() - since_);
    case ClockSetting::Mode::kNow:
      return machine_time();
  }
  return setting_.start;
}

void Clock::set(ClockSetting setting) {
  setting_ = setting;
  since_ = monotonic_();
}

void Clock::advance(nanoseconds by) {
  if (setting_.mode == ClockSetting::Mode::kNow) {
    setting_ = {.mode = ClockSetting::Mode::kTicking, .start = machine_time()};
    since_ = monotonic_();
  }
  setting_.start = later(setting_.start, by);
  advanced_ = by < kMostAdvance - advanced_ ? advanced_ + by : kMostAdvance;
}

nanoseconds Clock::uptime() const { return monotonic_() - made_; }

nanoseconds Clock::elapsed() const { return uptime() + lived_before_ + advanced_; }

}  // namespace mockmeter
