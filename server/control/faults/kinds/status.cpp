#include "server/control/faults/kinds/kinds.h"

namespace mockmeter::faults {

// Choice: one second, so that a client that obeys is soon back.
ApiError refuse_with_status(const Provider& provider, const Fault& fault) {
  ApiError error = provider.failure(static_cast<int>(fault.number));
  if (error.status() == 429) error.add_header("Retry-After", "1");
  return error;
}

}  // namespace mockmeter::faults
