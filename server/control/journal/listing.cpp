#include "server/control/journal/listing.h"

#include <algorithm>

#include "server/api/query.h"

namespace mockmeter {
namespace {

std::optional<std::uint64_t> parse_unsigned(std::string_view text) {
  const auto number = parse_integer(text);
  if (!number || *number < 0) return std::nullopt;
  return static_cast<std::uint64_t>(*number);
}

void expect(bool good, std::string_view name, std::string_view expected, std::string_view found,
            std::vector<ValidationError>& faults) {
  if (good) return;
  faults.push_back({'?' + std::string(name), std::string(expected), std::string(found)});
}

/// Whether the listing, which ended with its oldest entry, would have gone on among the dropped.
bool reaches_dropped(const Journal::Snapshot& journal, const ListingQuery& query, bool limited) {
  if (query.after) return *query.after < journal.last_dropped;
  const bool oldest_is_later =
      journal.entries.empty() || !query.since || journal.entries.front().when > *query.since;
  return journal.last_dropped > 0 && !limited && oldest_is_later;
}

}  // namespace

ListingQuery read_listing_query(const Query& query, std::vector<ValidationError>& faults) {
  ListingQuery listing;
  if (const auto since = query.get("since")) {
    listing.after = parse_unsigned(*since);
    if (!listing.after) listing.since = parse_rfc3339_any_case(std::string(*since));
    expect(listing.after || listing.since, "since",
           "an entry's number, or an RFC 3339 instant (\"+\" written as %2B)", *since, faults);
  }
  if (const auto limit = query.get("limit")) {
    listing.limit = parse_unsigned(*limit);
    expect(listing.limit.has_value(), "limit", "a number of entries", *limit, faults);
  }
  if (const auto unmatched = query.get("unmatched")) {
    listing.unmatched = *unmatched == "true";
    expect(*unmatched == "true" || *unmatched == "false", "unmatched", "true or false", *unmatched,
           faults);
  }
  return listing;
}

Listing list_entries(const Journal::Snapshot& journal, const ListingQuery& query) {
  Listing listing;
  for (const JournalEntry& entry : journal.entries) {
    if (query.unmatched && entry.record->operation != nullptr) continue;
    if (query.after && entry.number <= *query.after) continue;
    if (query.since && entry.when <= *query.since) continue;
    listing.entries.push_back(entry);
  }
  if (!query.after) std::ranges::reverse(listing.entries);
  const bool limited = query.limit && *query.limit < listing.entries.size();
  if (limited) listing.entries.resize(*query.limit);
  listing.next = journal.last_number;
  if (limited && query.after) {
    listing.next = listing.entries.empty() ? *query.after : listing.entries.back().number;
  }
  listing.inconclusive = reaches_dropped(journal, query, limited);
  return listing;
}

}  // namespace mockmeter
