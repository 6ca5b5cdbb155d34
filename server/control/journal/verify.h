#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "server/control/journal/journal.h"
#include "server/control/journal/pattern.h"

namespace mockmeter {

/// How many requests a pattern matches. `kept` are certain; of those that were dropped from the
/// journal at most `dropped` may have matched too.
struct MatchCount {
  std::uint64_t kept = 0;
  std::uint64_t dropped = 0;
};
MatchCount count_matches(const RequestPattern& pattern, const Journal::Snapshot& journal);

/// How often a pattern should have been met; both bounds belong to it.
struct CountBounds {
  std::uint64_t at_least = 1;
  std::optional<std::uint64_t> at_most;  ///< empty = any number
};

enum class VerifyResult {
  kMet,
  kBroken,
  kInconclusive,  ///< what was dropped from the journal could decide it either way
};
VerifyResult compare_count(const MatchCount& count, const CountBounds& bounds);

/// The entry that comes nearest to matching, the newest of several; null when all match, or when
/// there is none.
struct Closest {
  const JournalEntry* entry = nullptr;  ///< of the journal that was searched
  std::vector<std::string> differences;
};
Closest closest_entry(const RequestPattern& pattern, const std::vector<JournalEntry>& entries);

}  // namespace mockmeter
