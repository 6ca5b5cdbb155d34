#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "server/control/store/redis.h"
#include "server/control/store/store.h"

namespace mockmeter {

/// What several mocks keep together in a database of Redis: values with versions, and who is there.
/// All keys begin with "mockmeter:". Thread-safe. Every member throws StoreError when Redis does
/// not do its part; what was to be written may be written then, or not.
class RedisDatabase {
 public:
  /// Throws StoreError when it cannot be used, or belongs to a later version.
  explicit RedisDatabase(const RedisAddress& address);

  const std::string& name() const { return name_; }

  /// Grows by one with each write. Another epoch has other values altogether.
  struct Version {
    std::string epoch;  ///< empty = nothing was ever written
    std::uint64_t number = 0;
    bool operator==(const Version&) const = default;
  };
  struct News {
    Version version;
    bool is_whole = false;  ///< all values that there are, in place of those that are known
    StoredValues values;
  };
  /// What has changed since a version.
  News read(const Version& known);

  enum class Audience {
    kAll,     ///< every replica has to know before anybody is answered
    kNobody,  ///< they ask when they need it
  };
  /// Writes on top of a version; empty, and nothing written, when that is not the last one. The
  /// journal of the change is left out.
  std::optional<Version> write(const Version& known, const StoreChange& change, Audience audience);

  struct Place {
    Version published;       ///< the last one for all
    std::uint64_t last = 0;  ///< the number of the last one of either kind
  };
  /// Takes a place among the replicas, or keeps it, for `time`: who writes for all waits for each
  /// of them to have the version.
  Place renew(const std::string& replica, const Version& applied, std::chrono::milliseconds time);
  void leave(const std::string& replica);
  /// Whether every replica but this one has the version, or has lost its place.
  bool all_have(const Version& version, const std::string& but);
  /// Whether a version for all may be there. Empty when nothing came in time.
  bool wait_for_news(std::chrono::milliseconds time);

  /// Entries of the journal, in their order, that one replica answered.
  struct Batch {
    std::string replica;
    std::uint64_t which = 0;  ///< another one for each batch of a replica
    std::size_t entries = 0;
    std::string text;
    std::map<std::string, std::uint64_t> outcomes;  ///< how often it has each
    std::size_t kept = 0;                           ///< of all entries, at least
  };
  /// Appends a batch, once, however often it is called. Returns the number of its first entry.
  std::uint64_t append(const Batch& batch);
  struct JournalRows {
    std::uint64_t last_number = 0;
    std::uint64_t cleared_until = 0;  ///< entries up to this number are gone
    std::string removals;             ///< another text when others were removed
    std::vector<std::uint64_t> removed;
    std::map<std::string, std::int64_t> answered;  ///< by outcome
    std::map<std::uint64_t, std::string> batches;  ///< by the number of the first entry
  };
  /// The batches behind the one that begins with this number; `removed` is empty when the text of
  /// `removals` has not changed.
  JournalRows read_journal(std::uint64_t last_batch, const std::string& removals);
  /// Takes out entries of these numbers, with their outcomes.
  void remove_entries(const std::map<std::uint64_t, std::string>& outcomes);
  void clear_journal();

  /// A number that was never given before, from 1.
  std::uint64_t count_replica();

  /// Puts `next` in place of a value of its own kind, unless `seen` (empty = none) is not what is
  /// kept now: then that is put into `seen`.
  bool exchange(const std::string& key, std::string& seen, const std::string& next);

 private:
  struct Line {
    explicit Line(const RedisAddress& address) : connection(address) {}
    std::mutex mutex;
    RedisConnection connection;
  };
  template <typename Work>
  auto use(Line& line, const char* what, Work work);

  const std::string name_;
  Line values_;
  Line places_;  // so that what is read and written does not delay it
  Line news_;
  Line batches_;
  Line journal_;
};

}  // namespace mockmeter
