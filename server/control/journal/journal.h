#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "server/control/journal/journal_change.h"
#include "server/control/journal/journal_file.h"
#include "server/control/journal/latency_histogram.h"
#include "server/metering/clock.h"

namespace mockmeter {

using OperationLatencies = std::map<const Operation*, LatencyHistogram>;

struct JournalSettings {
  std::size_t entries = 10'000;          ///< kept at most; 0 = none, only counted
  std::size_t bytes = 64 * 1024 * 1024;  ///< of all that is kept, roughly
  std::string file;                      ///< appended to, a line per entry; empty = no file
  std::string scheme = "http";           ///< of the URLs that are shown
};

/// What was answered, in order. Bounded: the oldest entries are dropped, but stay counted.
/// Thread-safe.
class Journal {
 public:
  /// Throws std::runtime_error naming the path and the remedy when the file cannot be written.
  explicit Journal(const JournalSettings& settings);

  /// Numbers and keeps an exchange that is about to be answered. `latency`: from the request until
  /// its response is due.
  void add(std::shared_ptr<const ExchangeRecord> record, Instant when,
           std::chrono::nanoseconds advanced = {}, std::chrono::nanoseconds latency = {});

  /// A copy of all that is known.
  struct Snapshot {
    std::vector<JournalEntry> entries;  ///< oldest first
    OutcomeCounts answered;          ///< since the start or the last clear(), without removed ones
    OutcomeCounts dropped;           ///< those of them that are no longer among `entries`
    std::uint64_t last_number = 0;   ///< the newest entry that there ever was
    std::uint64_t last_dropped = 0;  ///< the newest entry that was dropped
  };
  Snapshot snapshot() const;

  /// The entries between two numbers, which are not among them.
  struct Range {
    std::uint64_t after = 0;
    std::uint64_t before = UINT64_MAX;
  };
  /// The newest ones of a range: cheap, however many are kept.
  struct Tail {
    std::vector<JournalEntry> entries;  ///< oldest first: the newest ones, as many as were wanted
    std::uint64_t omitted = 0;          ///< those of the range that are kept and not listed
    std::uint64_t last_number = 0;      ///< the newest entry that there ever was
    std::uint64_t first_kept = 0;       ///< the oldest entry; 0 = none is kept
  };
  Tail tail(Range range, std::size_t limit) const;
  /// The newest entry that there ever was; 0 = none. Waits for nobody.
  std::uint64_t last_number() const { return last_number_.load(std::memory_order_relaxed); }

  /// How often entries were removed or cleared. Waits for nobody.
  std::uint64_t removals() const { return removals_.load(std::memory_order_relaxed); }

  /// What only grows while the program runs, whatever is removed or cleared; and the size now.
  struct Totals {
    OutcomeCounts answered;
    OperationLatencies latencies;  ///< of the responses that fitted an operation
    std::uint64_t dropped = 0;
    std::size_t entries = 0;
    std::size_t bytes = 0;  ///< roughly
  };
  Totals totals() const;

  /// Takes out the entries of these numbers, ascending, as if they had never been.
  void remove(const std::vector<std::uint64_t>& numbers);
  /// Forgets everything but which number comes next.
  void clear();

  /// Goes on with what another journal held, `lived` after that one was made. Before the first
  /// entry.
  void restore(const JournalContents& contents, std::chrono::nanoseconds lived);
  /// From now on tells what changes, for take_change(), and that something was added: `added` is
  /// called at each entry, and must not wait. `settle` is called with whatever is to be shown, and
  /// returns when it may be. Before the first entry.
  void follow(std::function<void()> added, std::function<void()> settle);
  /// What has changed since the last call; `everything`: all, for a copy that holds nothing yet.
  JournalChange take_change(bool everything);

  /// What is done elsewhere for a journal that several programs write.
  struct Sharing {
    std::function<void(JournalEntry)> add;  ///< gets an entry without its number
    std::function<void()> refresh;          ///< calls merge() with what is new; may throw
    std::function<void(const std::vector<JournalEntry>&)> remove;
    std::function<void()> clear;
  };
  /// From now on it is one of them. Before the first entry.
  void share(Sharing sharing) { sharing_ = std::move(sharing); }
  void merge(const JournalNews& news);
  /// Writes an entry, which has its number now, to the file, if there is one.
  void append_to_file(const JournalEntry& entry);
  /// Reads what others have added, if there are others.
  void refresh() const {
    if (sharing_.refresh) sharing_.refresh();
  }

  bool is_disabled() const { return settings_.entries == 0; }
  const std::string& scheme() const { return settings_.scheme; }

 private:
  void drop_oldest();
  void count_dropped();
  Tail tail_now(Range range, std::size_t limit) const;
  std::vector<OutcomeCount> take_counts();
  void settle() const {
    if (settle_) settle_();
  }

  const JournalSettings settings_;
  const Stopwatch stopwatch_;
  std::chrono::nanoseconds lived_before_{0};
  std::optional<JournalFile> file_;
  mutable std::mutex mutex_;  // guards all below
  std::deque<JournalEntry> entries_;
  std::size_t bytes_ = 0;
  OutcomeCounts answered_;
  OutcomeCounts dropped_;
  OutcomeCounts forgotten_;  // once answered, since then removed or cleared
  OperationLatencies latencies_;
  std::uint64_t dropped_ever_ = 0;
  std::atomic<std::uint64_t> last_number_{0};  // written under the mutex
  std::uint64_t last_dropped_ = 0;
  std::atomic<std::uint64_t> removals_{0};

  Sharing sharing_;  // empty: this program alone writes it

  // Of a journal that is followed.
  std::function<void()> added_;   // empty: nobody follows
  std::function<void()> settle_;  // called without the mutex
  std::uint64_t last_taken_ = 0;
  bool is_cleared_ = false;
  std::set<std::uint64_t> removed_;
  std::map<OperationStatus, OutcomeCount> taken_counts_;
};

}  // namespace mockmeter
