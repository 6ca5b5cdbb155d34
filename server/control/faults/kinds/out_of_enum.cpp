#include "server/control/faults/kinds/change.h"
#include "server/control/faults/kinds/kinds.h"

namespace mockmeter::faults {

bool out_of_enum(const FaultTarget& target) {
  return change_body(target, [&](Json& body) {
    for (const std::string_view path : target.operation.enum_members) {
      for_each_at(body, path, [](Json& name) { name = "mockmeter_unknown_name"; });
    }
  });
}

}  // namespace mockmeter::faults
