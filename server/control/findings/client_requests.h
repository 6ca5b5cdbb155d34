#pragma once

#include <chrono>
#include <compare>
#include <cstddef>
#include <optional>
#include <string_view>

#include "server/control/journal/journal.h"

namespace mockmeter::findings {

// What several kinds ask about requests. Views live as long as their records.

/// One credential at one provider counts as one client: whoever shares it, cannot be told apart.
struct Client {
  std::string_view provider;
  std::string_view credential;  ///< empty: none was sent
  auto operator<=>(const Client&) const = default;
};

/// The very same request: fields aside, which may hold an id of their own.
struct RequestKey {
  Client client;
  std::string_view method;
  std::string_view target;
  std::string_view body;
  auto operator<=>(const RequestKey&) const = default;
};

Client client_of(const ExchangeRecord& record);        ///< of a record with an operation
RequestKey request_key(const ExchangeRecord& record);  ///< likewise

/// Whether a response asks to come again later: 429 and 5xx.
bool is_try_later(const ExchangeRecord& record);

/// The Retry-After of such a response, in seconds; empty when there is none, or a date.
std::optional<std::chrono::seconds> retry_after_of(const ExchangeRecord& record);

/// How much too early a client may come: timers run out a little early.
inline constexpr std::chrono::milliseconds kTimerSlack{50};

/// How long the client waited between two requests: what the machine's clock and the mock's
/// advances say together, or what the mock's clock shows, whichever is more.
std::chrono::nanoseconds waited(const JournalEntry& earlier, const JournalEntry& later);

/// How many fields of this name there are.
std::size_t count_fields(const PackedFields& fields, std::string_view name);

}  // namespace mockmeter::findings
