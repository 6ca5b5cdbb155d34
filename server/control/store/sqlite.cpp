#include "server/control/store/sqlite.h"

#include <sqlite3.h>

namespace mockmeter {
namespace {

/// "database or disk is full"; for others that have more to tell the number of SQLite's list.
std::string error_text(sqlite3* connection) {
  std::string reason = sqlite3_errmsg(connection);
  const int code = sqlite3_extended_errcode(connection);
  if (code > 0xff) reason += " (SQLite's code " + std::to_string(code) + ")";
  return reason;
}

}  // namespace

SqliteConnection::SqliteConnection(const std::string& path) {
  constexpr int kFlags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
  if (sqlite3_open_v2(path.c_str(), &connection_, kFlags, nullptr) != SQLITE_OK) {
    const std::string reason = error_text(connection_);
    sqlite3_close(connection_);
    throw SqliteError(reason);
  }
}

SqliteConnection::~SqliteConnection() { sqlite3_close(connection_); }

void SqliteConnection::run(const char* statements) {
  if (sqlite3_exec(connection_, statements, nullptr, nullptr, nullptr) != SQLITE_OK) {
    throw SqliteError(error_text(connection_));
  }
}

std::string SqliteConnection::ask(const char* statement) {
  SqliteStatement asked(*this, statement);
  return asked.step() ? std::string(asked.text(0)) : std::string();
}

SqliteStatement::SqliteStatement(const SqliteConnection& connection, const char* text)
    : connection_(connection.handle()) {
  check(sqlite3_prepare_v3(connection_, text, -1, SQLITE_PREPARE_PERSISTENT, &statement_, nullptr));
}

SqliteStatement::~SqliteStatement() { sqlite3_finalize(statement_); }

void SqliteStatement::check(int code) {
  if (code == SQLITE_OK) return;
  const std::string reason = error_text(connection_);
  reset();
  throw SqliteError(reason);
}

SqliteStatement& SqliteStatement::bind(std::int64_t number) {
  check(sqlite3_bind_int64(statement_, ++bound_, number));
  return *this;
}

SqliteStatement& SqliteStatement::bind(std::string_view text) {
  const char* const bytes = text.empty() ? "" : text.data();
  check(sqlite3_bind_text64(statement_, ++bound_, bytes, text.size(), nullptr, SQLITE_UTF8));
  return *this;
}

SqliteStatement& SqliteStatement::bind_null() {
  check(sqlite3_bind_null(statement_, ++bound_));
  return *this;
}

bool SqliteStatement::step() {
  switch (sqlite3_step(statement_)) {
    case SQLITE_ROW:
      return true;
    case SQLITE_DONE:
      return false;
    default: {
      const std::string reason = error_text(connection_);
      reset();
      throw SqliteError(reason);
    }
  }
}

void SqliteStatement::reset() {
  sqlite3_reset(statement_);  // its error is that of the step before, which was told
  bound_ = 0;
}

void SqliteStatement::run() {
  step();
  reset();
}

std::int64_t SqliteStatement::number(int column) const {
  return sqlite3_column_int64(statement_, column);
}

std::string_view SqliteStatement::text(int column) const {
  const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement_, column));
  const int size = sqlite3_column_bytes(statement_, column);
  return bytes == nullptr ? std::string_view()
                          : std::string_view(bytes, static_cast<std::size_t>(size));
}

bool SqliteStatement::is_null(int column) const {
  return sqlite3_column_type(statement_, column) == SQLITE_NULL;
}

SqliteTransaction::SqliteTransaction(SqliteConnection& connection) : connection_(connection) {
  connection_.run("BEGIN IMMEDIATE");
}

SqliteTransaction::~SqliteTransaction() {
  // Some errors have rolled it back already; then this fails, and nothing is lost.
  if (is_open_) sqlite3_exec(connection_.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
}

void SqliteTransaction::commit() {
  connection_.run("COMMIT");
  is_open_ = false;
}

}  // namespace mockmeter
