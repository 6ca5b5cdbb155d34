#pragma once

#include <string_view>

#include "server/metering/window.h"

namespace mockmeter {

/// The instant of this RFC 3339 text, which must be valid.
inline Instant at(std::string_view text) { return parse_rfc3339(text).value(); }

inline constexpr Granularity kGranularities[] = {Granularity::kMinute, Granularity::kHour,
                                                 Granularity::kDay, Granularity::kWeek,
                                                 Granularity::kMonth};

}  // namespace mockmeter
