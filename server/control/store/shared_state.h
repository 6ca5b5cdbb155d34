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

#include "server/control/limits/rate_limiter.h"
#include "server/control/state.h"
#include "server/control/store/redis_database.h"

namespace mockmeter {

/// Keeps the state of a mock together with other mocks, its replicas, so that they act as one.
///
/// A change is written on top of the last version, made anew on the new state when another replica
/// was faster, and answered when every replica has it. A replica has a place among them for a
/// second, and renews it all the time; one that could not stops answering before the others stop
/// waiting for it. So a read asks nobody: it looks at the time. What has to be counted exactly by
/// all (faults, rate limits) is counted in the database. Thread-safe once it was started.
class SharedState {
 public:
  /// What of a mock lies beside its State. They outlive this.
  struct Parts {
    RateLimiter& limiter;
    std::atomic<std::uint64_t>& next_serial;
    std::function<std::shared_ptr<const State>()> current;           ///< the published state
    std::function<void(std::shared_ptr<const State> next)> publish;  ///< another one
  };
  SharedState(std::shared_ptr<RedisDatabase> database, const MockSettings& start, Parts parts);
  /// Gives up the place.
  ~SharedState();
  SharedState(const SharedState&) = delete;
  SharedState& operator=(const SharedState&) = delete;

  /// The state to begin with: the one that is kept, or `first`. Throws StoreError when the database
  /// belongs to mocks that started from something else.
  State take_up(State first);
  /// Takes a place. Once the state that take_up() gave is published.
  void start();

  /// Makes a change of the last state and publishes it here; every other replica has it, too, when
  /// this returns. `change` is called again when another replica was faster. Throws StoreError when
  /// it is not known to be kept, and whatever `change` throws.
  void edit(const std::function<void(State&)>& change);
  /// Puts the state of the start in place of all that is kept; `first` is called as `change` is.
  void reset(const std::function<State(const State& now)>& first);

  /// FaultQueue::select_for, counted by all.
  RequestFaults select_faults(const OperationRequest& call, const RequestedFaults& requested);
  /// FaultQueue::found_nothing, for all.
  void found_nothing(std::uint64_t number);

  /// Whether the published state is that of all. Waits for nobody.
  bool is_current() const {
    return machine_monotonic().count() < current_until_.load(std::memory_order_acquire);
  }
  /// Returns when it is. Throws StoreError when the database does not say so.
  void require_current();
  /// Publishes what all have counted so far.
  void catch_up();
  /// Why it is not current, or the last write failed; empty when nothing is amiss.
  std::optional<std::string> problem() const;

 private:
  using Version = RedisDatabase::Version;
  using Audience = RedisDatabase::Audience;
  /// Makes the next state of the published one, and what of it is to be written.
  using Step = std::function<StoreChange(const State& now, State& next)>;

  // Choice: so long a change waits at most for a replica that has died, and a replica may miss
  // Redis.
  static constexpr std::chrono::milliseconds kPlaceTime{1000};

  Version commit(Audience audience, const Step& step);
  void publish_for_all(const Step& step);
  void await_others(const Version& version);
  StoreChange beginning(const State& state) const;
  void check_start(const StoredValues& values) const;
  void follow(bool forget_counts);
  void apply(const RedisDatabase::News& news, bool forget_counts);
  void renew();
  void report_problems(const std::function<void()>& work);
  void report(const std::string& problem);
  void run();

  const std::shared_ptr<RedisDatabase> database_;
  const MockSettings& start_;
  const Parts parts_;
  const std::string replica_;

  std::mutex mutex_;     // one change of the state at a time; guards what follows
  StoredValues values_;  // as they are kept
  Version version_;
  bool is_unsure_ = false;  // a write may have been made, or not

  std::mutex renewal_mutex_;
  std::atomic<std::uint64_t> renewals_{0};      // that were tried
  std::atomic<std::int64_t> current_until_{0};  // by the machine's monotonic clock

  mutable std::mutex problem_mutex_;
  std::string problem_;

  std::atomic<bool> is_stopping_{false};
  std::thread thread_;
};

}  // namespace mockmeter
