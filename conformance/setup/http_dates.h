#pragma once

#include "base/time/instant.h"
#include "conformance/model/json.h"

namespace mockmeter::conformance {

/// What ${in_4s.imf_fixdate}, ${in_4s.rfc850_date} and ${in_4s.asctime_date} stand for: a moment
/// four seconds behind `now`, in the three forms that a date has in HTTP. Thread-safe. Source: RFC
/// 9110, 5.6.7 "Recipients of timestamp values are encouraged to be robust"
Json http_dates(Instant now);

}  // namespace mockmeter::conformance
