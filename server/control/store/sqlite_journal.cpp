#include "server/control/store/sqlite_journal.h"

#include <memory>
#include <string>

#include "server/api/sent_part.h"
#include "server/control/catalog.h"
#include "server/control/store/record_text.h"
#include "server/metering/json.h"

namespace mockmeter {
namespace {

constexpr std::string_view kUnmatched = "unmatched";

Instant read_time(std::string_view text) { return parse_rfc3339(text).value_or(kEarliest); }

/// The row of the statement that load() selects.
JournalEntry read_entry(const SqliteStatement& row) {
  auto record = std::make_shared<ExchangeRecord>();
  // An operation that this version does not have any more is as good as none.
  if (!row.is_null(2)) record->operation = find_operation(row.text(2));
  record->credential = row.text(3);
  record->method = row.text(4);
  record->target = row.text(5);
  record->fields = read_fields(Json::parse(row.text(6)));
  record->body = row.text(7);
  record->status = static_cast<int>(row.number(8));
  record->response_fields = read_fields(Json::parse(row.text(9)));
  record->response_size = static_cast<std::size_t>(row.number(10));
  record->error = sent_error(row.text(11));
  record->faults = Json::parse(row.text(12)).get<std::vector<std::string>>();
  record->looks_live = row.number(13) != 0;
  record->secret_in_target = row.number(14) != 0;
  record->traits = Traits::of_bits(static_cast<unsigned long>(row.number(15)));
  return {static_cast<std::uint64_t>(row.number(0)), read_time(row.text(1)),
          std::chrono::nanoseconds(row.number(16)), std::chrono::nanoseconds(row.number(17)),
          std::move(record)};
}

std::int64_t integer(std::uint64_t number) { return static_cast<std::int64_t>(number); }

}  // namespace

SqliteJournal::SqliteJournal(const SqliteConnection& connection)
    : clear_(connection, "DELETE FROM journal"),
      clear_counts_(connection, "DELETE FROM journal_counts"),
      remove_(connection, "DELETE FROM journal WHERE number = ?"),
      drop_(connection, "DELETE FROM journal WHERE number < ?"),
      insert_(connection,
              "INSERT INTO journal VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
      count_(connection, "INSERT OR REPLACE INTO journal_counts VALUES(?, ?, ?, ?)"),
      select_(connection,
              "SELECT number, time, operation, credential, method, url, request_headers, "
              "request_body, status, response_headers, response_size, error, faults, looks_live, "
              "secret_in_url, traits, elapsed_ns, advanced_ns FROM journal ORDER BY number"),
      select_counts_(connection,
                     "SELECT operation, status, answered, dropped "
                     "FROM journal_counts") {}

void SqliteJournal::write(const JournalChange& change) {
  if (change.is_cleared) {
    clear_.run();
    clear_counts_.run();
  }
  for (const std::uint64_t number : change.removed) remove_.bind(integer(number)).run();
  if (change.first_kept > 0) drop_.bind(integer(change.first_kept)).run();
  for (const JournalEntry& entry : change.added) insert(entry);
  for (const auto& [outcome, answered, dropped] : change.counts) {
    count_.bind(outcome.operation == nullptr ? kUnmatched : outcome.operation->id)
        .bind(std::int64_t{outcome.status})
        .bind(integer(answered))
        .bind(integer(dropped))
        .run();
  }
}

void SqliteJournal::insert(const JournalEntry& entry) {
  const ExchangeRecord& record = *entry.record;
  const std::string time = format_rfc3339(entry.when);
  const std::string fields = text_of(record.fields);
  const std::string response_fields = text_of(record.response_fields);
  const std::string faults = text_of(record.faults);
  insert_.bind(integer(entry.number)).bind(time);
  record.operation == nullptr ? insert_.bind_null() : insert_.bind(record.operation->id);
  insert_.bind(record.credential).bind(record.method).bind(record.target).bind(fields);
  insert_.bind(record.body).bind(std::int64_t{record.status}).bind(response_fields);
  insert_.bind(integer(record.response_size)).bind(record.error).bind(faults);
  insert_.bind(std::int64_t{record.looks_live}).bind(std::int64_t{record.secret_in_target});
  insert_.bind(integer(record.traits.bits())).bind(entry.elapsed.count());
  insert_.bind(entry.advanced.count()).run();
}

JournalContents SqliteJournal::load() {
  JournalContents contents;
  while (select_.step()) contents.entries.push_back(read_entry(select_));
  select_.reset();
  while (select_counts_.step()) {
    const std::string_view name = select_counts_.text(0);
    const Operation* const operation = find_operation(name);
    if (operation == nullptr && name != kUnmatched) continue;
    contents.counts.push_back({{operation, static_cast<int>(select_counts_.number(1))},
                               static_cast<std::uint64_t>(select_counts_.number(2)),
                               static_cast<std::uint64_t>(select_counts_.number(3))});
  }
  select_counts_.reset();
  return contents;
}

}  // namespace mockmeter
