#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "base/time/timestamp.h"
#include "conformance/evaluation/values/decimal.h"

namespace mockmeter::conformance {

using mockmeter::to_string;

/// Seconds, milliseconds, microseconds or nanoseconds since 1970, told apart by their magnitude;
/// empty when it is too large for all of them.
std::optional<Timestamp> timestamp_of_epoch(const Decimal& number);

/// Whether a number counts the seconds, milliseconds, microseconds or nanoseconds from 1970 to
/// there.
bool counts_to(const Decimal& number, Timestamp moment, std::chrono::nanoseconds resolution);

/// Whether `actual`, of which nothing below `resolution` counts, is `expected` cut or rounded to
/// it. The resolution divides a second.
bool same_timestamp(Timestamp expected, Timestamp actual, std::chrono::nanoseconds resolution);

/// What lies between the two and what it looks like: "-13 h: the zone of this run, ...".
std::string difference_words(Timestamp expected, Timestamp actual);

}  // namespace mockmeter::conformance
