#include "server/control/faults/kinds/change.h"
#include "server/control/faults/kinds/kinds.h"

namespace mockmeter::faults {

bool duplicate_bucket(const FaultTarget& target) {
  return change_series(target, [](Json& buckets, const SeriesPath&) {
    const auto middle = buckets.begin() + static_cast<std::ptrdiff_t>(middle_of(buckets));
    const Json twice = *middle;
    buckets.insert(middle, twice);
  });
}

}  // namespace mockmeter::faults
