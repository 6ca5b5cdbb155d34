#include <array>

#include "base/tables.h"
#include "server/control/conduct/kinds/kinds.h"

namespace mockmeter::conduct {
namespace {

// Source: RFC 9110 sections 9.3.1, 9.3.2 and 9.3.5, "has no generally defined semantics".
constexpr std::array<std::string_view, 3> kBodyless{"GET", "HEAD", "DELETE"};

}  // namespace

// A body of at least one byte with a method that gives it no meaning; none of the operations
// documents one.
std::vector<Sighting> see_body_on_get(const Traffic& traffic) {
  std::vector<Sighting> sightings;
  for (const Entry& entry : traffic.entries) {
    const Record& record = *entry.record;
    if (record.body.empty() || !contains(kBodyless, record.method)) continue;
    sightings.push_back({&entry, "A " + record.method +
                                     " came with a body, which means nothing and may be refused; "
                                     "send none."});
  }
  return sightings;
}

}  // namespace mockmeter::conduct
