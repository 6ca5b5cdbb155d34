#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/time/timestamp.h"

namespace mockmeter {

/// A point in time, UTC, to the nanosecond. Everything that has a time uses this one type.
using Instant = std::chrono::sys_time<std::chrono::nanoseconds>;

/// The range that arithmetic on instants may rely on. Text outside it is clamped to it: whatever
/// lies before 1700 or after 2200 is before or after everything that the mock can know.
/// Two instants may be 500 years apart, a difference in nanoseconds holds 292: compare instants,
/// and subtract their unix_seconds.
inline constexpr Instant kEarliest{std::chrono::sys_days{std::chrono::year{1700} / 1 / 1}};
inline constexpr Instant kLatest{std::chrono::sys_days{std::chrono::year{2200} / 1 / 1}};

/// Reads RFC 3339 as parse_rfc3339_timestamp does, with at most 9 fraction digits. Clamped to
/// [kEarliest, kLatest].
std::optional<Instant> parse_rfc3339(std::string_view text);

/// The same with "t" and "z" as well, as RFC 3339 section 5.6 has it: for what people write to the
/// mock. What they send to a vendor is read as the vendor does.
std::optional<Instant> parse_rfc3339_any_case(std::string text);

/// The instant of a time, which is clamped to [kEarliest, kLatest].
Instant clamp_to_instant(Timestamp time);

/// Appends "2026-05-20T12:00:00Z"; a fraction only when there is one, without trailing zeros.
void append_rfc3339(std::string& out, Instant instant);
std::string format_rfc3339(Instant instant);

/// "2026-05-20T12:00:00.000Z": always three fraction digits, cut, not rounded.
std::string format_rfc3339_millis(Instant instant);

/// Appends "2025-10-01 11:33:05.585757103 +0000 UTC": fraction of 0 to 9 digits, trailing zeros
/// trimmed, none at all for a whole second.
/// Source: Go's time.Time.String() for UTC without a monotonic reading.
void append_go_string(std::string& out, Instant instant);

/// Appends "2023-05-22 10:59:23.426 +0000 UTC": always three fraction digits, cut, not rounded.
void append_go_millis(std::string& out, Instant instant);

/// Whole seconds since 1970, rounded down.
constexpr std::int64_t unix_seconds(Instant instant) {
  return std::chrono::floor<std::chrono::seconds>(instant).time_since_epoch().count();
}

constexpr Instant from_unix_seconds(std::int64_t count) {
  return Instant{std::chrono::seconds{count}};
}

}  // namespace mockmeter
