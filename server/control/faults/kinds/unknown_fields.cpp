#include "server/control/faults/kinds/change.h"
#include "server/control/faults/kinds/kinds.h"

namespace mockmeter::faults {
namespace {

constexpr const char* kName = "mockmeter_unknown_field";

void add_to_objects(Json& value) {
  if (!value.is_structured()) return;
  for (Json& child : value) add_to_objects(child);
  if (value.is_object()) value[kName] = {{"added", "by a fault"}};
}

}  // namespace

bool unknown_fields(const FaultTarget& target) { return change_body(target, add_to_objects); }

}  // namespace mockmeter::faults
