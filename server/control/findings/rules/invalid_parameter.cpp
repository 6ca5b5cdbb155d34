#include "server/control/findings/rules/kinds.h"

namespace mockmeter::conduct {

// A 400 or 422 of an operation: it was asked with a parameter, path or body that it does not take.
// Not when a fault answered, whatever its status.
std::vector<Sighting> see_invalid_parameter(const Traffic& traffic) {
  std::vector<Sighting> sightings;
  for (const Entry& entry : traffic.entries) {
    const Record& record = *entry.record;
    const bool refused = record.status == 400 || record.status == 422;
    if (record.operation == nullptr || !refused || record.traits.has(Trait::kDisturbed)) continue;
    sightings.push_back({&entry, "A parameter or the body was refused with " +
                                     std::to_string(record.status) +
                                     "; send what `mockmeter explain " +
                                     std::string(record.operation->id) + "` describes."});
  }
  return sightings;
}

}  // namespace mockmeter::conduct
