#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace mockmeter {

/// Room for nanoseconds of every year. GCC and clang on 64-bit machines.
__extension__ typedef __int128 Int128;

/// A point in time, UTC, to the nanosecond, that anybody may write: from before the year 0000 to
/// beyond 9999. What the mock itself knows is an Instant, which is smaller.
using Timestamp = std::chrono::sys_time<std::chrono::duration<Int128, std::nano>>;

/// Reads RFC 3339, strictly: "T" and "Z" in upper case, any offset, fractions of at most
/// `max_digits`, of which those beyond nanoseconds are cut. Empty when the text is anything else.
/// Source: RFC 3339 section 5.6; no leap seconds, as in Go's time.Parse.
std::optional<Timestamp> parse_rfc3339_timestamp(std::string_view text,
                                                 std::size_t max_digits = std::string_view::npos);

/// Reads what programs write: RFC 3339 with any number of digits ("T" or a blank between date and
/// time), Go's "2025-10-01 11:33:05.585757103 +0000 UTC" with or without its " m=+0.0", and
/// "... UTC". Digits beyond nanoseconds are cut. Empty for anything else, a time without a zone
/// among it.
std::optional<Timestamp> parse_any_timestamp(std::string_view text);

/// Reads "2026-05-20", a day that the calendar has; empty when it is anything else.
std::optional<std::chrono::sys_days> parse_date(std::string_view text);
/// "2026-05-20", of a year with four digits.
std::string format_date(std::chrono::sys_days date);

/// The latest multiple of `step` since 1970 that is not later. `step` is positive.
constexpr Timestamp floor_to(Timestamp time, std::chrono::nanoseconds step) {
  const auto rest = time.time_since_epoch() % step;
  return time - (rest.count() < 0 ? rest + step : rest);
}

/// Whole seconds since 1970, rounded down. The time is one that text can say, or that 64 bits of
/// seconds reach.
constexpr std::int64_t unix_seconds(Timestamp time) {
  return std::chrono::floor<std::chrono::seconds>(time).time_since_epoch().count();
}

/// RFC 3339 in UTC; a fraction only when there is one, without trailing zeros. A time that RFC 3339
/// cannot write, because its year has not four digits, is told as "@253402300800", the seconds
/// since 1970.
std::string to_string(Timestamp time);

}  // namespace mockmeter
