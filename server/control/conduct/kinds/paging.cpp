#include <algorithm>
#include <map>
#include <tuple>

#include "server/api/query.h"
#include "server/control/conduct/kinds/kinds.h"
#include "server/control/conduct/same.h"
#include "server/control/faults/shape.h"

namespace mockmeter::conduct {
namespace {

/// Whether the parameter says which part of a list is meant; the others say which list.
bool says_which_part(const PagingLayout& paging, std::string_view name) {
  return name == "offset" || name == "limit" || name == paging.parameter;
}

/// One client's questions for one list.
using List = std::tuple<Client, const Operation*, std::string>;

struct Reading {
  bool always_more = true;  // every answer was a page, and none of them the last one
  bool turned = false;      // a page behind the first was asked for
  const Entry* newest = nullptr;
};

std::string filters_of(const PagingLayout& paging, const Query& query) {
  std::string filters;
  for (const auto& [name, value] : query) {
    if (!says_which_part(paging, name)) filters += name + '=' + value + '\n';
  }
  return filters;
}

bool is_behind_the_first(const PagingLayout& paging, const Query& query) {
  const std::string_view offset = query.get("offset").value_or("0");
  return !query.get(paging.parameter).value_or("").empty() || offset != "0";
}

/// Choice: a client that sets a limit may want no more than that. Where a flag tells of more pages
/// (ZKScore) the totals beside the list are whole, and may be all that was wanted.
bool misses_the_rest(const Reading& reading) {
  const Record& record = *reading.newest->record;
  const auto query = Query::parse(record.query());
  return query->count("limit") == 0 && !record.operation->paging.cursor.empty();
}

void read_on(Reading& reading, const Entry& entry, const Query& query) {
  const Record& record = *entry.record;
  const bool has_more = record.status == 200 && record.traits.has(Trait::kMorePages) &&
                        !record.traits.has(Trait::kDisturbed);
  reading.always_more = reading.always_more && has_more;
  reading.turned = reading.turned || is_behind_the_first(record.operation->paging, query);
  reading.newest = &entry;
}

std::string message_for(const Reading& reading) {
  return reading.turned
             ? "The client turned pages and stopped before the last; go on until nothing is left."
             : "The answer is the first of several pages and nobody asked for the next; follow "
               "the cursor, or set a limit if the first page is enough.";
}

}  // namespace

// A list of which no answer was the last page, when the client turned at least one page, or took
// the first without a limit and no other. Not when an answer was an error or a fault came between,
// which are reasons to stop. So far: a client may still be on its way.
std::vector<Sighting> see_paging(const Traffic& traffic) {
  std::map<List, Reading> lists;
  for (const Entry& entry : traffic.entries) {
    const Record& record = *entry.record;
    if (record.operation == nullptr || record.method != "GET") continue;
    const auto query = Query::parse(record.query());
    if (!query) continue;
    const std::string filters = filters_of(record.operation->paging, *query);
    read_on(lists[{client_of(record), record.operation, filters}], entry, *query);
  }
  std::vector<Sighting> sightings;
  for (const auto& [list, reading] : lists) {
    if (!reading.always_more || !(reading.turned || misses_the_rest(reading))) continue;
    sightings.push_back({reading.newest, message_for(reading)});
  }
  std::sort(sightings.begin(), sightings.end(),
            [](const Sighting& a, const Sighting& b) { return a.entry->number < b.entry->number; });
  return sightings;
}

}  // namespace mockmeter::conduct
