#include <algorithm>
#include <map>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "server/api/query.h"
#include "server/control/findings/client_requests.h"
#include "server/control/findings/rules/rules.h"

// What several requests of one client show together.
namespace mockmeter::findings {
namespace {

using std::chrono::milliseconds;
using std::chrono::nanoseconds;

// Choice: another request of the client may have been on its way when the refusal was sent.
constexpr milliseconds kOnItsWay{100};

/// The last refusals that said when to come again.
template <typename Whose>
using Refusals = std::map<Whose, const JournalEntry*>;

bool is_too_early(const JournalEntry& refusal, const JournalEntry& entry) {
  return waited(refusal, entry) + kTimerSlack < *retry_after_of(*refusal.record);
}

/// The refusal of this very request that it did not wait for; null when there is none. Either way
/// that refusal is settled.
const JournalEntry* repeated_early(Refusals<RequestKey>& refusals, const JournalEntry& entry) {
  const auto found = refusals.find(request_key(*entry.record));
  if (found == refusals.end()) return nullptr;
  const JournalEntry* const refusal = found->second;
  refusals.erase(found);
  return is_too_early(*refusal, entry) ? refusal : nullptr;
}

/// The refusal of another request that this one, refused as well, did not wait for; or null.
const JournalEntry* followed_early(const Refusals<Client>& refusals, const JournalEntry& entry) {
  const auto found = refusals.find(client_of(*entry.record));
  if (found == refusals.end() || !retry_after_of(*entry.record)) return nullptr;
  const JournalEntry& refusal = *found->second;
  const bool was_on_its_way = waited(refusal, entry) <= kOnItsWay;
  return !was_on_its_way && is_too_early(refusal, entry) ? &refusal : nullptr;
}

std::string message_for(const JournalEntry& refusal) {
  return "After " + std::to_string(refusal.record->status) +
         " with Retry-After: " + std::to_string(retry_after_of(*refusal.record)->count()) +
         " the client came again before that time had passed; wait as long as it says.";
}

constexpr std::size_t kExamined = 4;  // the first attempt and three retries: three gaps
// Choice: what comes later than this is a new question, as from a poller, and no retry.
constexpr std::chrono::seconds kLongestGap{10};
// Choice: timers and the machine are that inexact; back-off from a millisecond on still grows.
constexpr milliseconds kInexact{2};

/// Attempts at one request, each after a refusal.
struct Run {
  std::vector<const JournalEntry*> attempts;
  bool is_monotonous = false;  // by its first attempts
};

/// Whether the client waited as long as the response said.
bool obeys(const JournalEntry& refusal, const JournalEntry& retry) {
  const auto wanted = retry_after_of(*refusal.record);
  return wanted && waited(refusal, retry) + kTimerSlack >= *wanted;
}

/// Whether all gaps are alike: the longest is at most a quarter longer than the shortest. Gaps with
/// full jitter are alike once in a hundred runs at most; gaps that double never are.
bool is_monotonous(const std::vector<const JournalEntry*>& attempts) {
  nanoseconds shortest = kLongestGap;
  nanoseconds longest{0};
  for (std::size_t i = 1; i < attempts.size(); ++i) {
    if (obeys(*attempts[i - 1], *attempts[i])) return false;
    const nanoseconds gap = waited(*attempts[i - 1], *attempts[i]);
    shortest = std::min(shortest, gap);
    longest = std::max(longest, gap);
  }
  return longest <= shortest + shortest / 4 + kInexact;
}

void join(Run& run, const JournalEntry& entry) {
  const bool retries = !run.attempts.empty() && is_try_later(*run.attempts.back()->record) &&
                       waited(*run.attempts.back(), entry) <= kLongestGap;
  if (!retries) run = {};
  run.attempts.push_back(&entry);
  if (run.attempts.size() == kExamined) run.is_monotonous = is_monotonous(run.attempts);
}

/// One client's questions for one list.
using List = std::tuple<Client, const Operation*, std::string>;

struct PageWalk {
  bool always_more = true;  // every response was a page, and none of them the last one
  bool turned = false;      // a page behind the first was asked for
  const JournalEntry* newest = nullptr;
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
bool misses_the_rest(const PageWalk& walk) {
  const ExchangeRecord& record = *walk.newest->record;
  const auto query = Query::parse(record.query());
  const PagingLayout& paging = record.operation->paging;
  return query->count(paging.size_parameter) == 0 && !paging.cursor.empty();
}

void read_on(PageWalk& walk, const JournalEntry& entry, const Query& query) {
  const ExchangeRecord& record = *entry.record;
  const bool has_more = record.status == 200 && record.traits.has(Trait::kMorePages) &&
                        !record.traits.has(Trait::kFaultInjected);
  walk.always_more = walk.always_more && has_more;
  walk.turned = walk.turned || is_behind_the_first(query, record.operation->paging);
  walk.newest = &entry;
}

/// "pagination.cursor" of "/pagination/cursor".
std::string member_name(std::string_view path) {
  std::string name(path.substr(1));
  std::replace(name.begin(), name.end(), '/', '.');
  return name;
}

std::string message_for(const PageWalk& walk) {
  return walk.turned
             ? "The client turned pages and stopped before the last; go on until nothing is left."
             : "The response is the first of several pages and nobody asked for the next; follow " +
                   member_name(walk.newest->record->operation->paging.cursor) +
                   ", or set a limit if the first page is enough.";
}

// Choice: once more is a restart or a second reader; the third time is a habit.
constexpr std::uint64_t kHabit = 3;

}  // namespace

// After a 429 or 5xx with Retry-After the same client asked the same again before that time had
// passed, or asked something else that was refused in the same way. By the machine's monotonic
// clock and what the mock's clock was advanced, whichever lets the client look more patient.
Occurrences find_retry_after(const JournalView& journal) {
  Occurrences found;
  Refusals<RequestKey> of_requests;
  Refusals<Client> of_clients;
  for (const JournalEntry& entry : journal.entries) {
    if (entry.record->operation == nullptr) continue;
    const JournalEntry* refusal = repeated_early(of_requests, entry);
    if (refusal == nullptr) refusal = followed_early(of_clients, entry);
    if (refusal != nullptr) found.push_back({&entry, message_for(*refusal)});
    if (!retry_after_of(*entry.record)) continue;
    of_requests[request_key(*entry.record)] = &entry;
    of_clients[client_of(*entry.record)] = &entry;
  }
  return found;
}

// The third retry of the same request after 429 or 5xx, and each further one, when the first three
// gaps are alike. Not when a gap obeyed a Retry-After, however constant.
Occurrences find_no_backoff(const JournalView& journal) {
  Occurrences found;
  std::map<RequestKey, Run> runs;
  for (const JournalEntry& entry : journal.entries) {
    if (entry.record->operation == nullptr) continue;
    Run& run = runs[request_key(*entry.record)];
    join(run, entry);
    if (!run.is_monotonous) continue;
    found.push_back({&entry,
                     "The same request came again three times and more after a refusal, each "
                     "time after the same while; wait longer each time."});
  }
  return found;
}

// A list of which no response was the last page, when the client turned at least one page, or took
// the first without a limit and no other. Not when a response was an error or a fault came between,
// which are reasons to stop. So far: a client may still be on its way.
Occurrences find_paging(const JournalView& journal) {
  std::map<List, PageWalk> lists;
  for (const JournalEntry& entry : journal.entries) {
    const ExchangeRecord& record = *entry.record;
    if (record.operation == nullptr || record.method != "GET") continue;
    const auto query = Query::parse(record.query());
    if (!query) continue;
    read_on(
        lists[{client_of(record), record.operation, filters_of(*query, record.operation->paging)}],
        entry, *query);
  }
  Occurrences found;
  for (const auto& [list, walk] : lists) {
    if (!walk.always_more || !(walk.turned || misses_the_rest(walk))) continue;
    found.push_back({walk.newest, message_for(walk)});
  }
  std::ranges::sort(found, [](const Occurrence& a, const Occurrence& b) {
    return a.entry->number < b.entry->number;
  });
  return found;
}

// The third successful response, and each further one, with the same bytes of history that is
// closed for a day, to the same request of the same client. Not when a fault or a long delay came
// between.
Occurrences find_refetch(const JournalView& journal) {
  Occurrences found;
  std::map<std::pair<RequestKey, std::size_t>, std::uint64_t> fetched;
  for (const JournalEntry& entry : journal.entries) {
    const ExchangeRecord& record = *entry.record;
    const bool settled = record.operation != nullptr && record.status == 200 &&
                         record.traits.has(Trait::kFinal) &&
                         !record.traits.has(Trait::kFaultInjected);
    if (!settled || ++fetched[{request_key(record), record.response_size}] < kHabit) continue;
    found.push_back({&entry,
                     "The same history was asked for again and again, although its buckets are "
                     "closed and cannot change; keep what you have."});
  }
  return found;
}

}  // namespace mockmeter::findings
