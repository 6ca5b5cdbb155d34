#include <algorithm>

#include "server/api/query.h"
#include "server/control/findings/rules/kinds.h"

namespace mockmeter::conduct {
namespace {

/// What is wrong with asking the operation at all; empty when nothing is.
std::string check_operation(const Record& record) {
  const std::string explained = "`mockmeter explain " + std::string(record.operation->id) + "`";
  if (record.operation->legacy) {
    return "The operation is legacy, out of the vendor's documentation; ask its successor, see " +
           explained + ".";
  }
  if (!record.traits.has(Trait::kDeprecated)) return {};
  return "The operation is deprecated at the mock's clock; ask its successor, see " + explained +
         ".";
}

std::vector<std::string_view> deprecated_parameters(const Record& record) {
  std::vector<std::string_view> sent;
  const auto query = Query::parse(record.query());
  if (!query) return sent;
  for (const std::string_view name : record.operation->deprecated_parameters) {
    if (query->count(name) > 0) sent.push_back(name);
  }
  return sent;
}

}  // namespace

// A request to an operation that is deprecated at the mock's clock, or legacy; or one with a
// deprecated parameter, each of which is a finding of its own. Whatever the answer was.
std::vector<Sighting> see_deprecated(const Traffic& traffic) {
  std::vector<Sighting> sightings;
  for (const Entry& entry : traffic.entries) {
    const Record& record = *entry.record;
    if (record.operation == nullptr) continue;
    std::string complaint = check_operation(record);
    if (!complaint.empty()) sightings.push_back({&entry, std::move(complaint)});
    for (const std::string_view name : deprecated_parameters(record)) {
      sightings.push_back({&entry,
                           "The parameter \"" + std::string(name) +
                               "\" is deprecated; leave it out, and name what you want.",
                           std::string(name)});
    }
  }
  return sightings;
}

}  // namespace mockmeter::conduct
