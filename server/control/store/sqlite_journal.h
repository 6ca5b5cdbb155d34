#pragma once

#include "server/control/journal/journal_change.h"
#include "server/control/store/sqlite.h"

namespace mockmeter {

/// The tables of a journal; docs/state.md describes them to users. A column of JSON is text.
inline constexpr const char* kJournalTables = R"(
CREATE TABLE journal(
  number INTEGER PRIMARY KEY,
  time TEXT NOT NULL,
  operation TEXT,
  credential TEXT NOT NULL,
  method TEXT NOT NULL,
  url TEXT NOT NULL,
  request_headers TEXT NOT NULL,
  request_body TEXT NOT NULL,
  status INTEGER NOT NULL,
  response_headers TEXT NOT NULL,
  response_size INTEGER NOT NULL,
  error TEXT NOT NULL,
  faults TEXT NOT NULL,
  looks_live INTEGER NOT NULL,
  secret_in_url INTEGER NOT NULL,
  traits INTEGER NOT NULL,
  elapsed_ns INTEGER NOT NULL,
  advanced_ns INTEGER NOT NULL);
CREATE TABLE journal_counts(
  operation TEXT NOT NULL,
  status INTEGER NOT NULL,
  answered INTEGER NOT NULL,
  dropped INTEGER NOT NULL,
  PRIMARY KEY(operation, status)) WITHOUT ROWID;
)";

/// Writes and reads a journal in these tables. Not thread-safe. Throws SqliteError.
class SqliteJournal {
 public:
  explicit SqliteJournal(const SqliteConnection& connection);

  /// Within a transaction.
  void write(const JournalChange& change);
  /// All entries and counts; the last numbers stay 0. Throws Json::exception when a row was not
  /// written by write().
  JournalContents load();

 private:
  void insert(const JournalEntry& entry);

  SqliteStatement clear_;
  SqliteStatement clear_counts_;
  SqliteStatement remove_;
  SqliteStatement drop_;
  SqliteStatement insert_;
  SqliteStatement count_;
  SqliteStatement select_;
  SqliteStatement select_counts_;
};

}  // namespace mockmeter
