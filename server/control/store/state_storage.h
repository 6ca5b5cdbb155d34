#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "server/control/state.h"
#include "server/control/store/store.h"

namespace mockmeter {

/// Keeps the state of a mock in a store: takes it up at the start, writes each change before it is
/// published, and what requests count (journal, rate limits, faults, serials) shortly after, many
/// requests in one transaction. Whatever is written at a time is written together: a change never
/// without what was counted before it. Thread-safe once it was started.
class StateStorage {
 public:
  /// What of a mock lies beside its State. They outlive this.
  struct Parts {
    Journal& journal;
    RateLimiter& limiter;
    std::atomic<std::uint64_t>& next_serial;
    std::function<std::shared_ptr<const State>()> current;  ///< the published state
  };
  StateStorage(std::shared_ptr<Store> store, const MockSettings& start, Parts parts);
  /// Writes what was counted last.
  ~StateStorage();
  StateStorage(const StateStorage&) = delete;
  StateStorage& operator=(const StateStorage&) = delete;

  /// The state to begin with: the one that is kept, and the parts are put back with it; or `first`,
  /// when the store is new. Throws StoreError when the store belongs to a mock that started from
  /// something else.
  State take_up(State first);
  /// From now on keeps what requests count. Once the state that take_up() gave is published.
  void start();

  enum class Extent {
    kChange,  ///< another state
    kReset,   ///< the same and nothing else: journal, limits and counts begin anew
  };
  /// Writes a state that is about to be published and, once it is safe, calls `publish`. Throws
  /// StoreError, and `publish` is not called.
  void write(const State& next, Extent extent, const std::function<void()>& publish);
  /// Returns when everything that was counted before the call is written. Harmless when it cannot
  /// be: problem() says so.
  void settle();

  /// Why the last write failed; empty when it did not. Writing is tried again once a second.
  std::optional<std::string> problem() const;

 private:
  StoreChange changes(const State& state);
  StoreChange everything(const State& state);
  StoreChange beginning(const State& state);
  StoreChange anew(const State& next);
  void add_counts(const State& state, bool all, StoreChange& change);
  void commit(const StoreChange& change, bool is_whole);
  void report(const std::string& problem);
  void settle_locked();
  void run();

  const std::shared_ptr<Store> store_;
  const MockSettings& start_;
  const Parts parts_;

  std::mutex mutex_;       // one write at a time; guards what follows
  bool is_behind_ = true;  // the store lacks something that was taken from the parts
  std::shared_ptr<const World> written_world_;
  std::shared_ptr<const World> written_origin_;
  std::uint64_t written_serial_ = 0;
  std::uint64_t written_draws_ = 0;
  std::uint64_t settled_ = 0;
  std::chrono::nanoseconds retry_at_{0};  // not before, by the machine's clock, while it fails
  std::atomic<std::uint64_t> asked_{0};   // how often settle() was called

  mutable std::mutex problem_mutex_;
  std::string problem_;

  std::atomic<bool> is_touched_{false};  // something was counted
  std::mutex stop_mutex_;
  std::condition_variable stop_changed_;
  bool is_stopping_ = false;
  std::thread thread_;
};

}  // namespace mockmeter
