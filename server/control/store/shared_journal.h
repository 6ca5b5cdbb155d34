#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "server/control/journal/journal.h"
#include "server/control/store/redis_database.h"

namespace mockmeter {

/// Makes the journals of several mocks one. What this one answers waits to be written, all that
/// came meanwhile together, and gets its numbers from the database; a response should leave when
/// its entry is written, see position() and is_written(). Whoever reads the journal reads what is
/// new of the others first. Thread-safe.
class SharedJournal {
 public:
  /// `journal` is new, outlives this, and keeps `kept` entries.
  SharedJournal(std::shared_ptr<RedisDatabase> database, Journal& journal, std::size_t kept,
                std::string replica);
  /// Writes what waits.
  ~SharedJournal();
  SharedJournal(const SharedJournal&) = delete;
  SharedJournal& operator=(const SharedJournal&) = delete;

  /// How many entries there were so far.
  std::uint64_t position() const { return added_.load(std::memory_order_acquire); }
  /// Whether that many are written. While nothing can be written nobody has to wait: then, too.
  bool is_written(std::uint64_t position) const {
    return written_.load(std::memory_order_acquire) >= position || is_failing_.load();
  }
  /// `moved` is called, from another thread, when is_written() may have changed; empty = no more.
  void watch(std::function<void()> moved);

 private:
  void add(JournalEntry entry);
  void refresh();
  void run();
  void write(std::vector<JournalEntry>& batch);
  void tell();

  const std::shared_ptr<RedisDatabase> database_;
  Journal& journal_;
  const std::size_t kept_;
  const std::string replica_;

  std::mutex refresh_mutex_;  // guards the two behind it
  std::uint64_t last_batch_ = 0;
  std::string removals_;

  std::atomic<std::uint64_t> added_{0};
  std::atomic<std::uint64_t> written_{0};
  std::atomic<bool> is_failing_{false};
  std::mutex watch_mutex_;
  std::function<void()> moved_;

  std::mutex mutex_;  // guards the rest
  std::condition_variable changed_;
  std::vector<JournalEntry> waiting_;
  bool is_stopping_ = false;
  std::thread thread_;
};

}  // namespace mockmeter
