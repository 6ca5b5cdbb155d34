#include <map>

#include "server/control/findings/rules/kinds.h"
#include "server/control/findings/same.h"

namespace mockmeter::conduct {
namespace {

using std::chrono::milliseconds;

// Choice: another request of the client may have been on its way when the refusal was sent.
constexpr milliseconds kOnItsWay{100};

/// The last refusals that said when to come again.
template <typename Whose>
using Refusals = std::map<Whose, const Entry*>;

bool is_too_early(const Entry& refusal, const Entry& entry) {
  return waited(refusal, entry) + kTimerSlack < *retry_after_of(*refusal.record);
}

/// The refusal of this very request that it did not wait for; null when there is none. Either way
/// that refusal is settled.
const Entry* repeated_early(Refusals<Ask>& refusals, const Entry& entry) {
  const auto found = refusals.find(ask_of(*entry.record));
  if (found == refusals.end()) return nullptr;
  const Entry* const refusal = found->second;
  refusals.erase(found);
  return is_too_early(*refusal, entry) ? refusal : nullptr;
}

/// The refusal of another request that this one, refused as well, did not wait for; or null.
const Entry* followed_early(const Refusals<Client>& refusals, const Entry& entry) {
  const auto found = refusals.find(client_of(*entry.record));
  if (found == refusals.end() || !retry_after_of(*entry.record)) return nullptr;
  const Entry& refusal = *found->second;
  const bool was_on_its_way = waited(refusal, entry) <= kOnItsWay;
  return !was_on_its_way && is_too_early(refusal, entry) ? &refusal : nullptr;
}

std::string message_for(const Entry& refusal) {
  return "After " + std::to_string(refusal.record->status) +
         " with Retry-After: " + std::to_string(retry_after_of(*refusal.record)->count()) +
         " the client came again before that time had passed; wait as long as it says.";
}

}  // namespace

// After a 429 or 5xx with Retry-After the same client asked the same again before that time had
// passed, or asked something else that was refused in the same way. By the machine's monotonic
// clock and what the mock's clock was advanced, whichever lets the client look more patient.
std::vector<Sighting> see_retry_after(const Traffic& traffic) {
  std::vector<Sighting> sightings;
  Refusals<Ask> of_asks;
  Refusals<Client> of_clients;
  for (const Entry& entry : traffic.entries) {
    if (entry.record->operation == nullptr) continue;
    const Entry* refusal = repeated_early(of_asks, entry);
    if (refusal == nullptr) refusal = followed_early(of_clients, entry);
    if (refusal != nullptr) sightings.push_back({&entry, message_for(*refusal)});
    if (!retry_after_of(*entry.record)) continue;
    of_asks[ask_of(*entry.record)] = &entry;
    of_clients[client_of(*entry.record)] = &entry;
  }
  return sightings;
}

}  // namespace mockmeter::conduct
