#include "server/control/faults/kinds/change.h"
#include "server/control/faults/kinds/kinds.h"

namespace mockmeter::faults {

// Source: a vendor's documented example has a series that is null as a whole.
bool null_series(const FaultTarget& target) {
  return change_series(target, [](Json& buckets, const SeriesPath&) { buckets = nullptr; });
}

}  // namespace mockmeter::faults
