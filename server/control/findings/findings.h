#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "server/api/operation.h"
#include "server/control/journal/journal.h"

namespace mockmeter {

/// What was asked, and where: what a kind of finding looks at. Secrets are redacted.
struct JournalView {
  std::span<const JournalEntry> entries;  ///< oldest first
  std::span<const Provider* const> providers;
  const World& world;
};

/// A request that shows something. Occurrences of one kind that agree in operation and subject are
/// one finding.
struct Occurrence {
  const JournalEntry* entry = nullptr;  ///< of the traffic that was examined
  std::string message;                  ///< one sentence: what was seen, what the client should do
  std::string subject{};                ///< "period", a parameter; may be empty
};
using Occurrences = std::vector<Occurrence>;

/// One row of the table of kinds.
struct FindingRule {
  std::string_view name;     ///< "early-retry", for --fail-on
  std::string_view summary;  ///< what counts, in one line
  std::string_view why;      ///< why it matters, and what a good client does
  bool blames = true;        ///< the client should do otherwise; else it is only told
  /// Exactly one of the two is set: what one request shows, or what all of them do, ascending by
  /// entry. Pure; each prefers a missed finding to a false one.
  void (*find_in)(const JournalEntry&, const JournalView&, Occurrences& found) = nullptr;
  Occurrences (*find)(const JournalView&) = nullptr;

  Occurrences occurrences(const JournalView& journal) const;
};

std::span<const FindingRule> finding_rules();
const FindingRule* find_finding_rule(std::string_view name);

/// What the occurrences of one kind, operation and subject amount to.
struct RuleFinding {
  const FindingRule* kind = nullptr;
  std::string message;      ///< of the first
  JournalEntry first;       ///< the first request that shows it
  std::uint64_t count = 0;  ///< the requests that show it
};

/// "GET /v2/users?a=b", cut where it is very long.
std::string request_line(const ExchangeRecord& record);

/// In the order of their first requests.
std::vector<RuleFinding> find_findings(const JournalView& journal);

/// What a mock says about its clients.
struct FindingReport {
  std::vector<RuleFinding> findings;
  std::uint64_t examined = 0;  ///< requests
  std::uint64_t dropped = 0;   ///< requests that the journal no longer has: they were not examined
};

}  // namespace mockmeter
