#include "conformance/setup/soon.h"

#include "base/time/http_date.h"

namespace mockmeter::conformance {

Json soon(Instant now) {
  const Instant then = now + std::chrono::seconds{4};
  return {{"soon.imf", format_http_date(then)},
          {"soon.rfc850", format_rfc850_date(then)},
          {"soon.asctime", format_asctime_date(then)}};
}

}  // namespace mockmeter::conformance
