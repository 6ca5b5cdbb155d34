#include "server/control/faults/kinds/change.h"
#include "server/control/faults/kinds/kinds.h"

namespace mockmeter::faults {

// Observed: @upstash/mcp-server says of the final point "last one can be null", and drops points
// without x or y.
bool null_point(const FaultTarget& target) {
  return change_series(target, [](Json& buckets, const SeriesPath& series) {
    for_each_value(buckets.back(), series, [](Json& number) { number = nullptr; });
  });
}

}  // namespace mockmeter::faults
