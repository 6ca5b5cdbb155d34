#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "server/control/journal/journal_change.h"

namespace mockmeter {

/// A store that cannot be used, or could not do what it was asked. what() is one line that names
/// the store, the reason and, where there is one, the remedy.
class StoreError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// What is kept beside the journal: JSON by name. A name has parts, from the common to the special:
/// "limit/acme/main".
using StoredValues = std::map<std::string, std::string, std::less<>>;

/// What a store keeps.
struct StoredState {
  StoredValues values;  ///< empty = nothing was ever written
  JournalContents journal;
};

/// A change of what a store keeps.
struct StoreChange {
  std::vector<std::string> erased{};  ///< every value whose name begins so is gone, first of all
  StoredValues values{};              ///< are put in place of those with their names
  JournalChange journal{};

  bool empty() const { return erased.empty() && values.empty() && journal.empty(); }
};

/// Where the state of a mock lasts. Thread-safe. It knows neither what the values mean nor what is
/// published: that is MockState's. A mock that keeps its state in memory has no store.
class Store {
 public:
  virtual ~Store() = default;
  Store() = default;
  Store(const Store&) = delete;
  Store& operator=(const Store&) = delete;

  /// How people name it: "sqlite:/var/lib/mock.db".
  virtual const std::string& name() const = 0;
  /// Everything that is kept. Throws StoreError.
  virtual StoredState load() = 0;
  /// Writes all of a change or, when it throws StoreError, nothing of it. What is written when this
  /// returns outlives the sudden end of this process.
  virtual void write(const StoreChange& change) = 0;
};

/// Opens what `--store` names: "memory" gives null, "sqlite:FILE" a file, which is made when it is
/// not there. Throws StoreError for anything else, and when it
/// cannot be used; nothing that was there is touched then.
std::shared_ptr<Store> open_store(const std::string& text);

class RedisDatabase;
/// Opens the database that "redis://HOST" names, for mocks that share their state; null when the
/// text names no such thing. Throws StoreError when it cannot be used.
std::shared_ptr<RedisDatabase> open_shared_store(const std::string& text);

}  // namespace mockmeter
