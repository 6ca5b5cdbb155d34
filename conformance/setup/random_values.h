#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace mockmeter::conformance {

/// Values that no client can know before it is answered: what a case serves, it has to report.
struct RandomValues {
  std::string text;        ///< "salt-4k2m9x0qa1zt": letters, digits and a hyphen
  std::string id;          ///< a UUID
  std::int64_t count = 0;  ///< from 100'000 to 999'999, so that every number type has room for it
  std::string token;       ///< 32 letters and digits
};

/// The same for the same run and case, another one for any other: an answer that belongs to a
/// neighbour shows.
RandomValues make_random_values(std::uint64_t seed, std::string_view case_id);

}  // namespace mockmeter::conformance
