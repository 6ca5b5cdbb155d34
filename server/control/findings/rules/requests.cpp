#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "base/text/ascii.h"
#include "server/api/query.h"
#include "server/control/catalog.h"
#include "server/control/findings/client_requests.h"
#include "server/control/findings/rules/rules.h"
#include "server/control/journal/near_misses.h"

// What a request shows by itself.
namespace mockmeter::findings {
namespace {

bool knows(const Operation& operation, std::string_view name) {
  const auto& known = operation.parameters;
  return std::ranges::find(known, name) != known.end();
}

/// "org_id", "orgId" and "ORG_ID[]" are all "orgid".
std::string letters_of(std::string_view name) {
  std::string letters;
  for (const char c : name) {
    if (is_digit(c) || is_letter(c)) letters += to_lower(c);
  }
  return letters;
}

/// The parameter that is only written differently; empty when there is none.
std::string_view meant_by(const Operation& operation, std::string_view name) {
  const auto& known = operation.parameters;
  const auto found = std::ranges::find_if(
      known, [&](std::string_view parameter) { return letters_of(parameter) == letters_of(name); });
  return found == known.end() ? "" : *found;
}

std::string undocumented_message(const Operation& operation, const std::string& name) {
  const std::string_view meant = meant_by(operation, name);
  return "The operation documents no parameter \"" + name + "\" and ignores it; " +
         (meant.empty() ? "leave it out." : "send \"" + std::string(meant) + "\" instead.");
}

constexpr std::string_view kField = "Authorization";

/// "Basic": as it is usually written; the provider has it as HTTP names it.
std::string scheme_of(const ExchangeRecord& record) {
  const Provider* provider = find_provider(client_of(record).provider);
  std::string scheme(provider == nullptr ? "" : provider->auth_scheme);
  if (!scheme.empty()) scheme[0] = static_cast<char>(std::toupper(scheme[0]));
  return scheme;
}

/// What is wrong with the credential of a request; empty when nothing is.
std::string check_credential(const ExchangeRecord& record) {
  const std::size_t fields = count_fields(record.fields, kField);
  if (fields > 1) return "Several Authorization fields came, which count as none; send one.";
  if (!record.traits.has(Trait::kNoCredential)) return {};
  const std::string scheme = scheme_of(record);
  if (fields == 0) {
    return "No Authorization field came; send \"Authorization: " + scheme + " ...\" each time.";
  }
  return "The Authorization field holds no " + scheme +
         " credential; send \"Authorization: " + scheme + " ...\".";
}

/// What is wrong with asking the operation at all; empty when nothing is.
std::string check_operation(const ExchangeRecord& record) {
  const std::string explained = "`mockmeter explain " + std::string(record.operation->id) + "`";
  if (record.operation->legacy) {
    return "The operation is legacy, out of the vendor's documentation; ask its successor, see " +
           explained + ".";
  }
  if (!record.traits.has(Trait::kDeprecated)) return {};
  return "The operation is deprecated at the mock's clock; ask its successor, see " + explained +
         ".";
}

std::vector<std::string_view> deprecated_parameters(const ExchangeRecord& record) {
  std::vector<std::string_view> sent;
  const auto query = Query::parse(record.query());
  if (!query) return sent;
  for (const std::string_view name : record.operation->deprecated_parameters) {
    if (query->count(name) > 0) sent.push_back(name);
  }
  return sent;
}

// Source: RFC 9110 sections 9.3.1, 9.3.2 and 9.3.5, "has no generally defined semantics".
constexpr std::array<std::string_view, 3> kBodyless{"GET", "HEAD", "DELETE"};

bool takes_no_body(std::string_view method) {
  return std::ranges::find(kBodyless, method) != kBodyless.end();
}

/// Empty when the mock has an operation for it, too.
std::optional<NearMiss> unmocked_route_of(const ExchangeRecord& record,
                                          const JournalView& journal) {
  if (record.operation != nullptr) return std::nullopt;
  return unmocked_route(record.method, record.path(), journal.providers);
}

}  // namespace

// A request that fitted no operation when it was made. Each method and path is a finding of its
// own.
void find_unmatched(const JournalEntry& entry, const JournalView& journal, Occurrences& found) {
  const ExchangeRecord& record = *entry.record;
  if (record.operation != nullptr || unmocked_route_of(record, journal)) return;
  const std::string hint = hint_line(closest_operations(
      record.method, record.path(), journal.providers, journal.world, entry.when));
  found.push_back({&entry,
                   "No operation fits" + (hint.empty() ? "" : " (" + hint + ")") +
                       "; ask for a documented path with its method.",
                   record.method + ' ' + std::string(record.path())});
}

// A request that the vendor documents, and no operation of the mock. Each route is a finding of its
// own.
void find_unmocked(const JournalEntry& entry, const JournalView& journal, Occurrences& found) {
  const auto route = unmocked_route_of(*entry.record, journal);
  if (!route) return;
  found.push_back({&entry,
                   "It is documented and not mocked here (" + hint_line({*route}) +
                       "); let something else respond to it.",
                   std::string(route->method) + ' ' + std::string(route->route)});
}

// A 400 or 422 of an operation: it was asked with a parameter, path or body that it does not take.
// Not when a fault answered, whatever its status.
void find_invalid_parameter(const JournalEntry& entry, const JournalView&, Occurrences& found) {
  const ExchangeRecord& record = *entry.record;
  const bool refused = record.status == 400 || record.status == 422;
  if (record.operation == nullptr || !refused || record.traits.has(Trait::kFaultInjected)) return;
  found.push_back({&entry, "A parameter or the body was refused with " +
                               std::to_string(record.status) + "; send what `mockmeter explain " +
                               std::string(record.operation->id) + "` describes."});
}

// A query parameter of a name that the operation does not list. Each name is a finding of its own.
void find_undocumented_parameter(const JournalEntry& entry, const JournalView&,
                                 Occurrences& found) {
  const ExchangeRecord& record = *entry.record;
  const auto query = Query::parse(record.query());
  if (record.operation == nullptr || !query) return;
  std::set<std::string> names;
  for (const auto& [name, value] : *query) {
    if (knows(*record.operation, name) || !names.insert(name).second) continue;
    found.push_back({&entry, undocumented_message(*record.operation, name), name});
  }
}

// A request with more than one Authorization field, or one that was refused (401) because it has
// none, or none of the documented form. Choice: a credential of the right form that is unknown,
// expired or revoked is its owner's matter, not the conduct of the client.
void find_credential(const JournalEntry& entry, const JournalView&, Occurrences& found) {
  if (entry.record->operation == nullptr) return;
  const std::string complaint = check_credential(*entry.record);
  if (!complaint.empty()) found.push_back({&entry, complaint, complaint});
}

// A path or query in which the journal redacted something: a credential of the world, a parameter
// that is named like a secret, or what looks like a key of a real vendor.
void find_secret_in_url(const JournalEntry& entry, const JournalView&, Occurrences& found) {
  if (!entry.record->secret_in_target) return;
  found.push_back(
      {&entry,
       "The URL holds a secret, and URLs are kept in logs and histories; send it in the "
       "Authorization field only."});
}

// A request to an operation that is deprecated at the mock's clock, or legacy; or one with a
// deprecated parameter, each of which is a finding of its own. Whatever the response was.
void find_deprecated(const JournalEntry& entry, const JournalView&, Occurrences& found) {
  const ExchangeRecord& record = *entry.record;
  if (record.operation == nullptr) return;
  if (std::string complaint = check_operation(record); !complaint.empty()) {
    found.push_back({&entry, std::move(complaint)});
  }
  for (const std::string_view name : deprecated_parameters(record)) {
    found.push_back({&entry,
                     "The parameter \"" + std::string(name) +
                         "\" is deprecated; leave it out, and name what you want.",
                     std::string(name)});
  }
}

// A body of at least one byte with a method that gives it no meaning; none of the operations
// documents one.
void find_body_on_get(const JournalEntry& entry, const JournalView&, Occurrences& found) {
  const ExchangeRecord& record = *entry.record;
  if (record.body.empty() || !takes_no_body(record.method)) return;
  found.push_back({&entry, "A " + record.method +
                               " came with a body, which means nothing and may be refused; send "
                               "none."});
}

}  // namespace mockmeter::findings
