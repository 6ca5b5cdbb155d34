#include <algorithm>
#include <map>
#include <tuple>

#include "server/api/query.h"
#include "server/control/findings/rules/kinds.h"
#include "server/control/findings/same.h"

namespace mockmeter::conduct {
namespace {

/// One client's questions for one list.
using List = std::tuple<Client, const Operation*, std::string>;

struct Reading {
  bool always_more = true;  // every answer was a page, and none of them the last one
  bool turned = false;      // a page behind the first was asked for
  const Entry* newest = nullptr;
};

/// Which list is meant: every parameter that does not say which part of it.
std::string filters_of(const Query& query, const PagingLayout& paging) {
  std::string filters;
  for (const auto& [name, value] : query) {
    if (name == paging.parameter || name == paging.size_parameter) continue;
    filters += name + '=' + value + '\n';
  }
  return filters;
}

bool is_behind_the_first(const Query& query, const PagingLayout& paging) {
  const std::string_view begin = query.get(paging.parameter).value_or("");
  return !begin.empty() && begin != "0";
}

/// Choice: a client that sets a limit may want no more than that. Without a
/// cursor the totals beside the list are whole, and may be all that was wanted.
bool misses_the_rest(const Reading& reading) {
  const Record& record = *reading.newest->record;
  const auto query = Query::parse(record.query());
  const PagingLayout& paging = record.operation->paging;
  return query->count(paging.size_parameter) == 0 && !paging.cursor.empty();
}

void read_on(Reading& reading, const Entry& entry, const Query& query) {
  const Record& record = *entry.record;
  const bool has_more = record.status == 200 && record.traits.has(Trait::kMorePages) &&
                        !record.traits.has(Trait::kDisturbed);
  reading.always_more = reading.always_more && has_more;
  reading.turned = reading.turned || is_behind_the_first(query, record.operation->paging);
  reading.newest = &entry;
}

/// "pagination.cursor" of "/pagination/cursor".
std::string member_name(std::string_view path) {
  std::string name(path.substr(1));
  std::replace(name.begin(), name.end(), '/', '.');
  return name;
}

std::string message_for(const Reading& reading) {
  return reading.turned
             ? "The client turned pages and stopped before the last; go on until nothing is left."
             : "The answer is the first of several pages and nobody asked for the next; follow " +
                   member_name(reading.newest->record->operation->paging.cursor) +
                   ", or set a limit if the first page is enough.";
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
    read_on(
        lists[{client_of(record), record.operation, filters_of(*query, record.operation->paging)}],
        entry, *query);
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
