#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "server/control/journal/journal.h"
#include "server/metering/json.h"

namespace mockmeter {

/// Entries in WireMock's words. `scheme` begins the absolute URLs: "http".

/// The id under which GET /requests/{id} knows an entry: a UUID that holds its number.
std::string id_of(std::uint64_t number);
/// The number behind an id, or behind a plain number; empty when it is neither.
std::optional<std::uint64_t> number_of(std::string_view id);

/// Where the request was sent, as it says: "localhost:8080".
std::string host_of(const ExchangeRecord& record);

/// WireMock's LoggedRequest.
Json logged_request(const JournalEntry& entry, std::string_view scheme);

/// WireMock's ServeEvent, and beside its members: number, operation, credential, looksLive and
/// elapsedNanoseconds (on the machine's monotonic clock).
Json serve_event(const JournalEntry& entry, std::string_view scheme);

/// The serve event as one line of the journal file, with its newline.
std::string journal_line(const JournalEntry& entry, std::string_view scheme);

/// {"acme.list_users": {"200": 3}, "unmatched": {"404": 1}}
Json counts_document(const OutcomeCounts& counts);

}  // namespace mockmeter
