#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

// SQLite in the terms of this project: objects that close themselves, and exceptions. Only the
// sources of this folder include its header.
namespace mockmeter {

/// What SQLite could not do; what() is its reason in a few words.
class SqliteError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// One connection. Not thread-safe.
class SqliteConnection {
 public:
  /// `path` is that of a file, which is made when it is not there. Throws SqliteError.
  explicit SqliteConnection(const std::string& path);
  ~SqliteConnection();
  SqliteConnection(const SqliteConnection&) = delete;
  SqliteConnection& operator=(const SqliteConnection&) = delete;

  /// Runs statements that give no rows, or whose rows nobody wants. Throws SqliteError.
  void run(const char* statements);
  /// The first column of the first row, as text; empty when there is none. Throws SqliteError.
  std::string ask(const char* statement);
  sqlite3* handle() const { return connection_; }

 private:
  sqlite3* connection_ = nullptr;
};

/// A prepared statement with its parameters and, while it runs, one row. Texts that are bound are
/// not copied: they have to live until the next reset. Not thread-safe.
class SqliteStatement {
 public:
  SqliteStatement(const SqliteConnection& connection, const char* text);
  ~SqliteStatement();
  SqliteStatement(const SqliteStatement&) = delete;
  SqliteStatement& operator=(const SqliteStatement&) = delete;

  /// Binds the next parameter, from the first one on after a reset.
  SqliteStatement& bind(std::int64_t number);
  SqliteStatement& bind(std::string_view text);
  SqliteStatement& bind_null();

  /// Whether there is another row. Throws SqliteError.
  bool step();
  /// For another run, with other parameters.
  void reset();
  /// Runs a statement that gives no row, and resets it.
  void run();

  std::int64_t number(int column) const;
  std::string_view text(int column) const;  ///< until the next step; empty for null
  bool is_null(int column) const;

 private:
  void check(int code);

  sqlite3* connection_;
  sqlite3_stmt* statement_ = nullptr;
  int bound_ = 0;
};

/// A transaction that is rolled back unless it was committed.
class SqliteTransaction {
 public:
  explicit SqliteTransaction(SqliteConnection& connection);
  ~SqliteTransaction();
  SqliteTransaction(const SqliteTransaction&) = delete;
  SqliteTransaction& operator=(const SqliteTransaction&) = delete;

  void commit();

 private:
  SqliteConnection& connection_;
  bool is_open_ = true;
};

}  // namespace mockmeter
