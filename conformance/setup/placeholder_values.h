#pragma once

#include <cstdint>
#include <string_view>

#include "base/time/instant.h"
#include "conformance/model/json.h"

// What the placeholders of a case stand for, by their names. Ports come later.
namespace mockmeter::conformance {

/// Values that no client can know before it is answered: what a case serves, it has to report.
/// random.text: "salt-4k2m9x0qa1zt", letters, digits and a hyphen; random.id: a UUID; random.count:
/// from 100'000 to 999'999, so that every number type has room for it; random.token: 32 letters and
/// digits. The same for the same run and case, others for any other: a response that belongs to a
/// neighbour shows.
Json random_values(std::uint64_t seed, std::string_view case_id);

/// in_4s.imf_fixdate, in_4s.rfc850_date and in_4s.asctime_date: a moment four seconds behind `now`,
/// in the three forms that a date has in HTTP. Source: RFC 9110, 5.6.7 "Recipients of timestamp
/// values are encouraged to be robust"
Json http_dates(Instant now);

}  // namespace mockmeter::conformance
