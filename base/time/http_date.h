#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "base/time/instant.h"

namespace mockmeter {

// Source: RFC 9110 section 5.6.7. Days and months have their English names whatever the locale is.

/// Reads an HTTP-date in any of its three forms, strictly; empty when it is none. Whether the name
/// of the day fits the date is not asked. The form of RFC 850 has two digits of a year: a time that
/// is more than 50 years behind `now` is one of the past. Source: RFC 9110 section 5.6.7 "A
/// recipient that parses a timestamp value in an HTTP field MUST accept all three HTTP-date
/// formats."
std::optional<Timestamp> parse_http_date(std::string_view text, Timestamp now);

/// "Sun, 06 Nov 1994 08:49:37 GMT", IMF-fixdate, which is the form that senders use.
std::string format_http_date(Instant instant);
/// "Sunday, 06-Nov-94 08:49:37 GMT"
std::string format_rfc850_date(Instant instant);
/// "Sun Nov  6 08:49:37 1994"
std::string format_asctime_date(Instant instant);

/// "Sunday"
std::string_view weekday_name(std::chrono::weekday weekday);

}  // namespace mockmeter
