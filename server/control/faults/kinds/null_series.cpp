#include "server/control/faults/kinds/change.h"
#include "server/control/faults/kinds/kinds.h"

namespace mockmeter::faults {

// Source: Upstash, the stats of the sibling Redis: "produce_throughput": null.
bool null_series(const FaultTarget& target) {
  return change_series(target, [](Json& buckets, const SeriesPath&) { buckets = nullptr; });
}

}  // namespace mockmeter::faults
