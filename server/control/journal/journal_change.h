#pragma once

#include <cstdint>
#include <vector>

#include "server/control/journal/journal_entry.h"

namespace mockmeter {

/// How often an exchange ended so: since the start or since the journal was cleared.
struct OutcomeCount {
  OperationStatus outcome;
  std::uint64_t answered = 0;  ///< without removed ones
  std::uint64_t dropped = 0;   ///< those of them that are no longer kept

  bool operator==(const OutcomeCount&) const = default;
};

/// What a journal holds. Its numbers are part of it, so that none is given twice.
struct JournalContents {
  std::vector<JournalEntry> entries;  ///< oldest first
  std::vector<OutcomeCount> counts;
  std::uint64_t last_number = 0;   ///< the newest entry that there ever was
  std::uint64_t last_dropped = 0;  ///< the newest entry that was dropped
};

/// What has to be done to a copy of a journal so that it is like the journal again.
struct JournalChange {
  bool is_cleared = false;             ///< before anything else
  std::vector<std::uint64_t> removed;  ///< entries of these numbers
  std::uint64_t first_kept = 0;        ///< entries with smaller numbers are gone
  std::vector<JournalEntry> added;     ///< oldest first
  std::vector<OutcomeCount> counts;    ///< as they are now
  std::uint64_t last_number = 0;       ///< see JournalContents
  std::uint64_t last_dropped = 0;

  bool empty() const { return !is_cleared && removed.empty() && added.empty() && counts.empty(); }
};

/// What is new of a journal that several programs write.
struct JournalNews {
  bool is_another = false;               ///< nothing of what was known is left
  std::uint64_t cleared_until = 0;       ///< entries up to this number are gone
  std::vector<std::uint64_t> removed{};  ///< entries of these numbers are gone; all that ever were
  std::vector<JournalEntry> added{};     ///< oldest first
  std::vector<OutcomeCount> counts{};    ///< as they are now; `dropped` is left out
  std::uint64_t last_number = 0;         ///< see JournalContents
};

}  // namespace mockmeter
