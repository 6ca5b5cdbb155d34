#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>

#include "server/control/journal/journal.h"

namespace mockmeter {

/// The newest requests as text. Under load every watcher is shown the same ones, so that they are
/// written once for all. Thread-safe.
class NewestRequests {
 public:
  struct List {
    std::uint64_t first = 0;  ///< the oldest entry of the list
    std::uint64_t last = 0;   ///< the newest entry that there was
    bool is_full = false;     ///< older entries may have been left out
    std::string text;
  };
  /// What makes lists the same.
  struct Key {
    std::uint64_t generation = 0;       ///< of mock and journal
    std::size_t limit = 0;              ///< how many entries are listed
    std::uint64_t before = UINT64_MAX;  ///< all entries have smaller numbers
    bool operator==(const Key&) const = default;
  };

  /// The entries behind `after`, at most the newest `key.limit`, as `write` puts them. Another
  /// watcher's list will do when all of it is new to this one, and it lacks less of what is new
  /// than it has: so nobody falls far behind.
  std::shared_ptr<const List> list(
      const Journal& journal, Key key, std::uint64_t after,
      const std::function<std::string(const std::vector<JournalEntry>&)>& write);

 private:
  std::mutex mutex_;  // guards all below
  Key key_;
  std::shared_ptr<const List> list_;
};

}  // namespace mockmeter
