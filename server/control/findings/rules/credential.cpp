#include <cctype>

#include "server/control/catalog.h"
#include "server/control/findings/rules/kinds.h"
#include "server/control/findings/same.h"

namespace mockmeter::conduct {
namespace {

constexpr std::string_view kField = "Authorization";

/// "Basic": as it is usually written; the provider has it as HTTP names it.
std::string scheme_of(const Record& record) {
  const Provider* provider = find_provider(client_of(record).provider);
  std::string scheme(provider == nullptr ? "" : provider->auth_scheme);
  if (!scheme.empty()) scheme[0] = static_cast<char>(std::toupper(scheme[0]));
  return scheme;
}

/// What is wrong with the credential of a request; empty when nothing is.
std::string check_credential(const Record& record) {
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

}  // namespace

// A request with more than one Authorization field, or one that was refused (401) because it has
// none, or none of the documented form. Choice: a credential of the right form that is unknown,
// expired or revoked is its owner's matter, not the conduct of the client.
std::vector<Sighting> see_credential(const Traffic& traffic) {
  std::vector<Sighting> sightings;
  for (const Entry& entry : traffic.entries) {
    if (entry.record->operation == nullptr) continue;
    std::string complaint = check_credential(*entry.record);
    if (!complaint.empty()) sightings.push_back({&entry, complaint, complaint});
  }
  return sightings;
}

}  // namespace mockmeter::conduct
