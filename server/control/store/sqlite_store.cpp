#include "server/control/store/sqlite_store.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <filesystem>
#include <mutex>
#include <system_error>

#include "base/process/file_descriptor.h"
#include "server/control/store/sqlite_journal.h"
#include "server/metering/json.h"

namespace mockmeter {
namespace {

// In the header of the file: "mckm", and the version of the tables below.
constexpr std::uint32_t kApplication = 0x6d636b6d;
constexpr std::uint32_t kSchemaVersion = 1;

constexpr const char* kStateTable =
    "CREATE TABLE state(name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;";

// Source: "Database File Format" of SQLite, 1.3: magic text, user version and application id.
constexpr std::size_t kHeaderBytes = 100;
constexpr std::string_view kMagic{"SQLite format 3\0", 16};
constexpr std::size_t kUserVersionAt = 60;
constexpr std::size_t kApplicationAt = 68;

constexpr std::string_view kOtherFile = "; choose another file";

std::uint32_t big_endian(const unsigned char* bytes) {
  std::uint32_t number = 0;
  for (int i = 0; i < 4; ++i) number = number << 8U | bytes[i];
  return number;
}

std::string system_reason() { return std::generic_category().message(errno); }

/// The file, opened and locked. The lock is another one than those of SQLite. SQLite would lose its
/// own when this were closed before its connection.
FileDescriptor lock_file(const std::string& path, const std::string& name) {
  FileDescriptor file(open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644));
  if (!file.is_open()) {
    throw StoreError("store " + name + " cannot be opened: " + system_reason() +
                     std::string(kOtherFile));
  }
  if (flock(file.get(), LOCK_EX | LOCK_NB) == 0) return file;
  if (errno != EWOULDBLOCK) {
    throw StoreError("store " + name + " cannot be locked: " + system_reason());
  }
  throw StoreError("store " + name +
                   " is in use by another mock; stop that one, or give each a file of its own");
}

/// Reads the header without SQLite, which might write to the file. An empty file is a new one.
void check_header(const FileDescriptor& file, const std::string& name) {
  std::array<unsigned char, kHeaderBytes> header{};
  const ssize_t size = pread(file.get(), header.data(), header.size(), 0);
  if (size == 0) return;
  const std::string_view magic(reinterpret_cast<const char*>(header.data()), kMagic.size());
  if (size < static_cast<ssize_t>(header.size()) || magic != kMagic) {
    throw StoreError("store " + name + " is no SQLite database" + std::string(kOtherFile));
  }
  if (big_endian(header.data() + kApplicationAt) != kApplication) {
    throw StoreError("store " + name + " is the database of another program" +
                     std::string(kOtherFile));
  }
  const std::uint32_t version = big_endian(header.data() + kUserVersionAt);
  if (version != kSchemaVersion) {
    throw StoreError("store " + name +
                     " was written by another version of mockmeter: its schema is " +
                     std::to_string(version) + ", and this one reads " +
                     std::to_string(kSchemaVersion) + std::string(kOtherFile));
  }
}

class SqliteStore : public Store {
 public:
  explicit SqliteStore(const std::string& path);

  const std::string& name() const override { return name_; }
  StoredState load() override;
  void write(const StoreChange& change) override;

 private:
  /// What needs the tables.
  struct Statements {
    explicit Statements(const SqliteConnection& connection)
        : journal(connection),
          erase(connection,
                "DELETE FROM state WHERE name >= ?1 AND substr(name, 1, length(?1)) = ?1"),
          put(connection, "INSERT OR REPLACE INTO state VALUES(?, ?)"),
          select(connection, "SELECT name, value FROM state") {}
    SqliteJournal journal;
    SqliteStatement erase;
    SqliteStatement put;
    SqliteStatement select;
  };

  void make_tables();
  void write_to_tables(const StoreChange& change);

  const std::string name_;
  FileDescriptor file_;  // outlives the connection
  std::mutex mutex_;     // guards all below
  std::unique_ptr<SqliteConnection> connection_;
  std::unique_ptr<Statements> statements_;
};

SqliteStore::SqliteStore(const std::string& path)
    : name_("sqlite:" + path), file_(lock_file(path, name_)) {
  check_header(file_, name_);
  try {
    // As an absolute path it is that of a file, whatever it is called.
    connection_ = std::make_unique<SqliteConnection>(std::filesystem::absolute(path).string());
    connection_->run("PRAGMA busy_timeout = 5000");
    // A process that died when it made the file may have left one without tables.
    if (connection_->ask("SELECT count(*) FROM sqlite_master") == "0") make_tables();
    if (connection_->ask("PRAGMA journal_mode = WAL") != "wal") {
      throw SqliteError("its file system has no write-ahead log");
    }
    // What SIGKILL cannot undo is enough; and a log that has grown once is cut again.
    connection_->run("PRAGMA synchronous = NORMAL; PRAGMA journal_size_limit = 16777216");
    statements_ = std::make_unique<Statements>(*connection_);
  } catch (const SqliteError& error) {
    throw StoreError("store " + name_ + " cannot be used: " + error.what() +
                     std::string(kOtherFile));
  }
}

/// Before the log is switched on, so that the header of the file itself says whose it is.
void SqliteStore::make_tables() {
  SqliteTransaction transaction(*connection_);
  const std::string header = "PRAGMA application_id = " + std::to_string(kApplication) +
                             "; PRAGMA user_version = " + std::to_string(kSchemaVersion);
  connection_->run(header.c_str());
  connection_->run(kStateTable);
  connection_->run(kJournalTables);
  transaction.commit();
}

StoredState SqliteStore::load() {
  const std::scoped_lock lock(mutex_);
  StoredState state;
  SqliteStatement& select = statements_->select;
  try {
    while (select.step()) state.values.emplace(select.text(0), select.text(1));
    select.reset();
    state.journal = statements_->journal.load();
  } catch (const SqliteError& error) {
    throw StoreError("store " + name_ + " cannot be read: " + error.what());
  } catch (const Json::exception& error) {
    throw StoreError("store " + name_ + " is damaged: " + error.what() + std::string(kOtherFile));
  }
  return state;
}

void SqliteStore::write(const StoreChange& change) {
  const std::scoped_lock lock(mutex_);
  try {
    SqliteTransaction transaction(*connection_);
    write_to_tables(change);
    transaction.commit();
  } catch (const SqliteError& error) {
    throw StoreError("store " + name_ + " cannot be written: " + error.what());
  }
}

void SqliteStore::write_to_tables(const StoreChange& change) {
  for (const std::string& prefix : change.erased) statements_->erase.bind(prefix).run();
  for (const auto& [name, value] : change.values) statements_->put.bind(name).bind(value).run();
  if (!change.journal.empty()) statements_->journal.write(change.journal);
}

}  // namespace

std::shared_ptr<Store> open_sqlite_store(const std::string& path) {
  return std::make_shared<SqliteStore>(path);
}

}  // namespace mockmeter
