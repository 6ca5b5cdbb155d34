#include "conformance/setup/http_dates.h"

#include "base/time/http_date.h"

namespace mockmeter::conformance {

Json http_dates(Instant now) {
  const Instant then = now + std::chrono::seconds{4};
  return {{"in_4s.imf_fixdate", format_http_date(then)},
          {"in_4s.rfc850_date", format_rfc850_date(then)},
          {"in_4s.asctime_date", format_asctime_date(then)}};
}

}  // namespace mockmeter::conformance
