#include "server/control/faults/kinds/kinds.h"

namespace mockmeter::faults {

bool content_type(const FaultTarget& target) {
  target.response.headers.set("Content-Type", target.fault.value);
  return true;
}

}  // namespace mockmeter::faults
