#include <map>
#include <utility>

#include "server/control/findings/rules/kinds.h"
#include "server/control/findings/same.h"

namespace mockmeter::conduct {
namespace {

// Choice: once more is a restart or a second reader; the third time is a habit.
constexpr std::uint64_t kHabit = 3;

}  // namespace

// The third successful answer, and each further one, with the same bytes of history that is closed
// for a day, to the same request of the same client. Not when a fault or a long delay came between.
std::vector<Sighting> see_refetch(const Traffic& traffic) {
  std::vector<Sighting> sightings;
  std::map<std::pair<Ask, std::size_t>, std::uint64_t> fetched;
  for (const Entry& entry : traffic.entries) {
    const Record& record = *entry.record;
    const bool settled = record.operation != nullptr && record.status == 200 &&
                         record.traits.has(Trait::kSettled) &&
                         !record.traits.has(Trait::kDisturbed);
    if (!settled || ++fetched[{ask_of(record), record.response_size}] < kHabit) continue;
    sightings.push_back({&entry,
                         "The same history was asked for again and again, although its buckets are "
                         "closed and cannot change; keep what you have."});
  }
  return sightings;
}

}  // namespace mockmeter::conduct
