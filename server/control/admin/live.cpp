#include <cstdint>
#include <optional>

#include "server/control/admin/routes.h"
#include "server/control/journal/journal.h"
#include "server/control/problem.h"
#include "server/metering/json_text.h"

// What the dashboard follows: new requests and changes, as they happen.
namespace mockmeter::admin {
namespace {

using std::chrono::milliseconds;

// Choice: four responses a second look live. Nobody reads more requests than a response lists; then
// one is enough, so that many watchers cost the mocked APIs little.
constexpr milliseconds kPace{250};
constexpr milliseconds kBusyPace{1000};
// Choice: how long a watcher may be late when nothing happened for a while.
constexpr milliseconds kCheckEvery{100};
// Choice: proxies end a request that is silent for a minute.
constexpr std::int64_t kMaxWaitSeconds = 30;
constexpr std::int64_t kMaxRequests = 10'000;
constexpr std::size_t kUsualRequests = 100;

struct LiveQuery {
  Journal::Range range;
  std::optional<std::uint64_t> generation;  ///< that the watcher knows
  std::size_t limit = kUsualRequests;
  milliseconds wait{0};
};

/// A parameter from 0 to `max`; `usual` without it.
std::optional<std::uint64_t> read_number(const Query& query, std::string_view name,
                                         std::int64_t max, std::optional<std::uint64_t> usual,
                                         std::vector<ValidationError>& faults) {
  const auto text = query.get(name);
  if (!text) return usual;
  const auto number = parse_integer(*text);
  if (number && *number >= 0 && *number <= max) return static_cast<std::uint64_t>(*number);
  faults.push_back(
      {'?' + std::string(name), "an integer from 0 to " + std::to_string(max), std::string(*text)});
  return usual;
}

LiveQuery read_live_query(const Query& query, std::vector<ValidationError>& faults) {
  LiveQuery live;
  live.range.after = *read_number(query, "after", kLargestExactInteger, 0, faults);
  live.range.before =
      *read_number(query, "before", kLargestExactInteger, kLargestExactInteger, faults);
  live.generation = read_number(query, "generation", kLargestExactInteger, std::nullopt, faults);
  live.limit = *read_number(query, "limit", kMaxRequests, kUsualRequests, faults);
  live.wait = std::chrono::seconds(*read_number(query, "wait", kMaxWaitSeconds, 0, faults));
  return live;
}

/// Grows with every change, also of the journal by hand.
std::uint64_t generation_of(const Mock& mock) {
  return mock.generation() + mock.journal().removals();
}

/// How long a watcher has to wait still; empty when it is to be answered now.
std::optional<milliseconds> time_left(const LiveQuery& query, const AdminRequest& call) {
  const milliseconds waited = call.request.waited;
  if (!query.generation || waited >= query.wait) return std::nullopt;
  call.mock.journal().refresh();
  const std::uint64_t last = call.mock.journal().last_number();
  const bool is_busy = last > query.range.after + query.limit;
  const milliseconds pace = std::min(is_busy ? kBusyPace : kPace, query.wait);
  if (waited < pace) return pace - waited;
  const bool is_new = last > query.range.after || generation_of(call.mock) != *query.generation;
  return is_new ? std::nullopt : std::optional(std::min(kCheckEvery, query.wait - waited));
}

void append_milliseconds(std::string& out, std::chrono::nanoseconds time) {
  append_decimal(out, std::chrono::duration_cast<std::chrono::microseconds>(time).count(), 3);
}

void append_request(std::string& out, const JournalEntry& entry) {
  const ExchangeRecord& record = *entry.record;
  append_member(out, "number", static_cast<std::int64_t>(entry.number));
  append_member(out, "when", format_rfc3339(entry.when));
  append_name(out, "elapsed");
  append_milliseconds(out, entry.elapsed);
  append_member(out, "method", record.method);
  append_member(out, "url", record.target);
  append_member(out, "status", record.status);
  append_member(out, "size", static_cast<std::int64_t>(record.response_size));
  if (record.operation != nullptr) append_member(out, "operation", record.operation->id);
  if (!record.credential.empty()) append_member(out, "credential", record.credential);
  if (record.looks_live) {
    append_name(out, "looksLive");
    out += "true";
  }
  if (!record.error.empty()) append_member(out, "error", record.error);
  if (record.faults.empty()) return;
  append_name(out, "faults");
  out += '[';
  for (const std::string& fault : record.faults) {
    append_separator(out);
    append_quoted(out, fault);
  }
  out += ']';
}

std::string requests_array(const std::vector<JournalEntry>& entries) {
  std::string out = "[";
  for (const JournalEntry& entry : entries) {
    append_separator(out);
    out += '{';
    append_request(out, entry);
    out += '}';
  }
  return out += ']';
}

std::string live_document(const AdminRequest& call, const LiveQuery& query) {
  // Read before the entries: what comes between is told once more, never lost.
  const std::uint64_t generation = generation_of(call.mock);
  const Journal& journal = call.mock.journal();
  const auto list = call.mock.newest_requests().list(
      journal, {generation, query.limit, query.range.before}, query.range.after, requests_array);
  const Journal::Tail older = journal.tail({query.range.after, list->first}, 0);
  std::string out = "{";
  append_member(out, "instance", call.mock.instance());
  append_member(out, "generation", static_cast<std::int64_t>(generation));
  append_name(out, "clock");
  out += clock_document(call.mock.clock()).dump();
  append_name(out, "journalDisabled");
  out += journal.is_disabled() ? "true" : "false";
  append_member(out, "next", static_cast<std::int64_t>(list->last));
  append_member(out, "first", static_cast<std::int64_t>(older.first_kept));
  append_member(out, "omitted", static_cast<std::int64_t>(older.omitted));
  append_name(out, "requests");
  out += list->text;
  return out += '}';
}

}  // namespace

Response get_live(const AdminRequest& call) {
  std::vector<ValidationError> faults;
  const LiveQuery query = read_live_query(call.query, faults);
  if (!faults.empty()) {
    return problem(400, "The query cannot be understood", "nothing was listed", faults);
  }
  if (const auto left = time_left(query, call)) {
    Response not_ready;
    not_ready.delivery.retry = *left;
    return not_ready;
  }
  Response response = json_response(200, live_document(call, query));
  // For 50 watchers it would take longer to compress than the rest takes together.
  response.headers.add("Cache-Control", "no-transform");
  return response;
}

}  // namespace mockmeter::admin
