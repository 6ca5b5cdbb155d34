#include "server/control/journal/verify.h"

#include <algorithm>
#include <utility>

namespace mockmeter {

MatchCount count_matches(const RequestPattern& pattern, const Journal::Snapshot& journal) {
  MatchCount count;
  count.kept = static_cast<std::uint64_t>(std::ranges::count_if(
      journal.entries, [&](const JournalEntry& entry) { return pattern.matches(*entry.record); }));
  for (const auto& [outcome, dropped] : journal.dropped) {
    // Of what fitted no operation nobody can tell any more.
    if (outcome.operation == nullptr || pattern.may_match(*outcome.operation)) {
      count.dropped += dropped;
    }
  }
  return count;
}

VerifyResult compare_count(const MatchCount& count, const CountBounds& bounds) {
  const std::uint64_t least = count.kept;
  const std::uint64_t most = count.kept + count.dropped;
  if (most < bounds.at_least || (bounds.at_most && least > *bounds.at_most)) {
    return VerifyResult::kBroken;
  }
  const bool surely_met = least >= bounds.at_least && (!bounds.at_most || most <= *bounds.at_most);
  return surely_met ? VerifyResult::kMet : VerifyResult::kInconclusive;
}

Closest closest_entry(const RequestPattern& pattern, const std::vector<JournalEntry>& entries) {
  Closest closest;
  for (auto entry = entries.rbegin(); entry != entries.rend(); ++entry) {
    auto differences = pattern.differences(*entry->record);
    if (differences.empty()) continue;
    if (closest.entry == nullptr || differences.size() < closest.differences.size()) {
      closest = {&*entry, std::move(differences)};
    }
  }
  return closest;
}

}  // namespace mockmeter
