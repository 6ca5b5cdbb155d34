#include "server/control/findings/rules/kinds.h"

namespace mockmeter::conduct {

// A path or query in which the journal redacted something: a credential of the world, a parameter
// that is named like a secret, or what looks like a key of a real vendor.
std::vector<Sighting> see_secret_in_url(const Traffic& traffic) {
  std::vector<Sighting> sightings;
  for (const Entry& entry : traffic.entries) {
    if (!entry.record->secret_in_target) continue;
    sightings.push_back({&entry,
                         "The URL holds a secret, and URLs are kept in logs and histories; send it "
                         "in the Authorization field only."});
  }
  return sightings;
}

}  // namespace mockmeter::conduct
