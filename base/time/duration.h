#pragma once

#include <chrono>
#include <optional>
#include <string_view>

namespace mockmeter {

/// Reads an ISO 8601 duration of days and smaller: "PT1H", "P1DT30M", "PT0.5S", "-PT5M".
/// Months and years have no fixed length and are refused. Empty when it is anything else, or when
/// it is longer than a hundred years.
std::optional<std::chrono::nanoseconds> parse_iso_duration(std::string_view text);

/// Reads a whole number and its unit, ms, s, m, h or d: "250ms", "90s", "7d". Empty when it is
/// anything else, or when it is longer than a hundred years.
std::optional<std::chrono::nanoseconds> parse_duration(std::string_view text);

}  // namespace mockmeter
