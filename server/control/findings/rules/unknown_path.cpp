#include "server/control/findings/rules/kinds.h"
#include "server/control/journal/closest.h"

namespace mockmeter::conduct {

// A request that fitted no operation when it was made. Each method and path is a finding of its
// own.
std::vector<Sighting> see_unknown_path(const Traffic& traffic) {
  std::vector<Sighting> sightings;
  for (const Entry& entry : traffic.entries) {
    const Record& record = *entry.record;
    if (record.operation != nullptr) continue;
    const std::string hint = hint_line(closest_operations(
        record.method, record.path(), traffic.providers, traffic.world, entry.when));
    const std::string where = record.method + ' ' + std::string(record.path());
    sightings.push_back({&entry,
                         "No operation fits" + (hint.empty() ? "" : " (" + hint + ")") +
                             "; ask for a documented path with its method.",
                         where});
  }
  return sightings;
}

}  // namespace mockmeter::conduct
