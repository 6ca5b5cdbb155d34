#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace reference {

using Instant = std::chrono::sys_time<std::chrono::nanoseconds>;

/// A wall clock's reading and how far ahead of UTC that clock is.
struct WallTime {
  std::chrono::sys_time<std::chrono::nanoseconds> reading;  ///< as if the clock showed UTC
  std::chrono::seconds offset{0};

  Instant instant() const { return reading - offset; }
};

/// RFC 3339, or what Go's time.Time prints: "2025-10-01 11:33:05.585757103 +0000 UTC".
std::optional<WallTime> parse_wall_time(std::string_view text);

/// RFC 3339 in UTC, with as many digits as it takes: "2025-10-01T11:33:05.585757103Z".
std::string to_text(Instant instant);

/// The same on this machine's clock on the wall: "2025-10-02T00:33:05.585757103+13:00".
std::string to_local_text(Instant instant);

/// The three formats of RFC 9110 5.6.7: "Sun, 06 Nov 1994 08:49:37 GMT".
std::optional<std::chrono::sys_seconds> parse_http_date(std::string_view text);

/// How far ahead of UTC this machine's clock on the wall is at that time.
std::chrono::seconds local_offset(Instant instant);

}  // namespace reference
