#include "server/control/faults/kinds/change.h"
#include "server/control/faults/kinds/kinds.h"

namespace mockmeter::faults {

bool missing_bucket(const FaultTarget& target) {
  return change_series(target,
                       [](Json& buckets, const SeriesPath&) { buckets.erase(middle_of(buckets)); });
}

}  // namespace mockmeter::faults
