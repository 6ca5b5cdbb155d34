#include "server/api/params.h"
#include "server/control/faults/kinds/change.h"
#include "server/control/faults/kinds/kinds.h"

namespace mockmeter::faults {

// Choice: vendors declare counters as uint64, which no double holds.
bool huge_integers(const FaultTarget& target) {
  return change_body(target, [](Json& body) {
    for_each_number(body, [](Json& number) {
      if (number.is_number_integer()) number = kLargestExactInteger + 1;
    });
  });
}

}  // namespace mockmeter::faults
