#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "conformance/evaluation/values/decimal.h"

namespace mockmeter::conformance {

inline constexpr std::int32_t kNanosecondsPerSecond = 1'000'000'000;

/// A point in time, UTC. Not std::chrono's nanoseconds, because a client may report the year 1, and
/// they only reach back to 1678.
struct Moment {
  std::int64_t seconds = 0;      ///< since 1970, rounded down
  std::int32_t nanoseconds = 0;  ///< 0 to 999'999'999

  auto operator<=>(const Moment&) const = default;
};

/// What lies between two moments, as one: 0.25 s before is {-1, 750'000'000}.
Moment operator-(const Moment& left, const Moment& right);

/// Reads what programs write: RFC 3339 with any offset and any number of digits ("T" or a blank
/// between date and time), Go's "2025-10-01 11:33:05.585757103 +0000 UTC" with or without its
/// " m=+0.0", and "... UTC". Digits beyond nanoseconds are cut. Empty for anything else, a time
/// without a zone among it.
std::optional<Moment> parse_moment(std::string_view text);

/// Reads strictly what RFC 3339 section 5.6 allows in an API's parameter: "T", and "Z" or +-hh:mm.
std::optional<Moment> parse_rfc3339(std::string_view text);

/// Seconds, milliseconds, microseconds or nanoseconds since 1970, told apart by their magnitude;
/// empty when it is too large for all of them.
std::optional<Moment> moment_of_epoch(const Decimal& number);

/// Whether a number counts the seconds, milliseconds, microseconds or nanoseconds from 1970 to
/// there.
bool counts_to(const Decimal& number, const Moment& moment, std::chrono::nanoseconds resolution);

/// Whether `actual`, of which nothing below `resolution` counts, is `expected` cut or rounded to
/// it. The resolution divides a second.
bool same_moment(const Moment& expected, const Moment& actual, std::chrono::nanoseconds resolution);

std::string to_string(const Moment& moment);  ///< RFC 3339, UTC

/// What lies between the two and what it looks like: "-13 h: the zone of this run, ...".
std::string difference_words(const Moment& expected, const Moment& actual);

}  // namespace mockmeter::conformance
