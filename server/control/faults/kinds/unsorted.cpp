#include <utility>

#include "server/control/faults/kinds/change.h"
#include "server/control/faults/kinds/kinds.h"

namespace mockmeter::faults {

bool unsorted(const FaultTarget& target) {
  return change_series(
      target, [](Json& buckets, const SeriesPath&) { std::swap(buckets.front(), buckets.back()); });
}

}  // namespace mockmeter::faults
