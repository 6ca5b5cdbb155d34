#include "server/control/faults/kinds/kinds.h"

namespace mockmeter::faults {

bool malformed_json(const FaultTarget& target) {
  std::string& body = target.response.body;
  // Without its last digit a number would still be one.
  if (body.empty() || !(body.back() == '}' || body.back() == ']' || body.back() == '"')) {
    return false;
  }
  body.pop_back();
  return true;
}

}  // namespace mockmeter::faults
