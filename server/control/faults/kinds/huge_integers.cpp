#include "server/api/params.h"
#include "server/control/faults/kinds/change.h"
#include "server/control/faults/kinds/kinds.h"

namespace mockmeter::faults {

// Source: Neon, OpenAPI file 2.7.2: consumption metrics are uint64.
bool huge_integers(const FaultTarget& target) {
  return change_body(target, [](Json& body) {
    for_each_number(body, [](Json& number) {
      if (number.is_number_integer()) number = kLargestExactInteger + 1;
    });
  });
}

}  // namespace mockmeter::faults
