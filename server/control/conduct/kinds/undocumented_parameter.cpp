#include <algorithm>
#include <set>
#include <string>
#include <string_view>

#include "base/tables.h"
#include "base/text/ascii.h"
#include "server/api/query.h"
#include "server/control/conduct/kinds/kinds.h"

namespace mockmeter::conduct {
namespace {

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
  const auto found = std::find_if(known.begin(), known.end(), [&](std::string_view parameter) {
    return letters_of(parameter) == letters_of(name);
  });
  return found == known.end() ? "" : *found;
}

std::string message_for(const Operation& operation, const std::string& name) {
  const std::string_view meant = meant_by(operation, name);
  return "The operation documents no parameter \"" + name + "\" and ignores it; " +
         (meant.empty() ? "leave it out." : "send \"" + std::string(meant) + "\" instead.");
}

}  // namespace

// A query parameter of a name that the operation does not list. Each name is a finding of its own.
std::vector<Sighting> see_undocumented_parameter(const Traffic& traffic) {
  std::vector<Sighting> sightings;
  for (const Entry& entry : traffic.entries) {
    const Record& record = *entry.record;
    if (record.operation == nullptr) continue;
    const auto query = Query::parse(record.query());
    if (!query) continue;
    std::set<std::string> names;
    for (const auto& [name, value] : *query) {
      if (contains(record.operation->parameters, name) || !names.insert(name).second) continue;
      sightings.push_back({&entry, message_for(*record.operation, name), name});
    }
  }
  return sightings;
}

}  // namespace mockmeter::conduct
