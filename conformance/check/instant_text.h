#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "conformance/evaluation/values/moment.h"

namespace mockmeter::conformance {

/// An instant as a probe names it, as RFC 3339:
///   now                                   the server's, in whole seconds
///   minute, hour, day, month, year        the same, cut to this in UTC
///   +1h, -7d, +3M, ...                    and so far from there: s, m, h, d, M(onths), y
///   @+13:00                               and written with this offset, otherwise with Z
///   @unix                                 and written as seconds since 1970
/// "day-2d+9h", "now@+05:30". Empty when it is none.
std::optional<std::string> instant_text(std::string_view name, Timestamp now);

/// The same without an offset, as an instant.
std::optional<Timestamp> instant_of(std::string_view name, Timestamp now);

enum class Unit { kSecond, kMinute, kHour, kDay, kMonth, kYear };
/// Empty when it is none of second, minute, hour, day, month, year.
std::optional<Unit> parse_unit(std::string_view text);
/// The instant cut to the unit, UTC.
Timestamp cut_to(Unit unit, Timestamp moment);
/// Where the unit that begins at `begin` ends.
Timestamp end_of(Unit unit, Timestamp begin);

}  // namespace mockmeter::conformance
