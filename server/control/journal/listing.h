#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "server/api/query.h"
#include "server/control/journal/journal.h"
#include "server/metering/validation_error.h"

namespace mockmeter {

/// Which entries a query asks for: since=INSTANT or since=NUMBER, limit=N, unmatched=true.
struct ListingQuery {
  std::optional<std::uint64_t> after;  ///< entries behind this number, oldest first: a cursor
  std::optional<Instant> since;        ///< entries later than this instant, newest first
  std::optional<std::uint64_t> limit;
  bool unmatched = false;
};

/// Parameters of other names are left alone. What cannot be read is added to `faults`.
ListingQuery read_listing_query(const Query& query, std::vector<ValidationError>& faults);

struct Listing {
  std::vector<JournalEntry> entries;
  std::uint64_t next = 0;     ///< the number to ask for next, so that nothing is lost or repeated
  bool inconclusive = false;  ///< what was dropped from the journal belonged here, or may have
};
Listing list_entries(const Journal::Snapshot& journal, const ListingQuery& query);

}  // namespace mockmeter
