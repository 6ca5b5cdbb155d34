#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "server/api/operation.h"
#include "server/control/faults/queue.h"
#include "server/control/findings/findings.h"
#include "server/control/journal/journal.h"
#include "server/control/limits/rate_limiter.h"
#include "server/control/response_settings.h"
#include "server/metering/clock.h"

namespace mockmeter {

class RedisDatabase;
class SharedJournal;
class SharedState;
class StateStorage;
class Store;

/// What a mock starts from, and goes back to on reset.
struct MockSettings {
  std::shared_ptr<const World> world;
  ClockSetting clock;
  VariantSelection variants;
  std::vector<const Provider*> providers{};  ///< what is served; empty = all
  ResponseSettings responses{};
  JournalSettings journal{};
  std::vector<Fault> faults{};                ///< that wait from the start on
  std::shared_ptr<Store> store{};             ///< where the state lasts; null = in memory alone
  std::shared_ptr<RedisDatabase> database{};  ///< what it is shared by, instead; null = it is not
  Monotonic monotonic = machine_monotonic;
};

/// A world that would have to be kept with its secrets, and is not. what() says what to do.
class UnstorableWorld : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// All that a response depends on, beside the request. A value.
struct State {
  std::shared_ptr<const World> world;
  std::shared_ptr<const World> origin;  ///< the same before operations changed it
  std::string origin_name;              ///< of the built-in world; empty = that of the start
  std::shared_ptr<const SecretLabels> secrets;  ///< of the world
  VariantSelection variants;
  Clock clock;
  FaultQueue faults;
  ResponseSettings settings;
  /// How many delays were drawn under these settings: a new sequence begins with them.
  std::shared_ptr<std::atomic<std::uint64_t>> draws =
      std::make_shared<std::atomic<std::uint64_t>>(0);

  /// Puts a world in place, with a lifecycle as the settings say. `origin` is the caller's.
  void put(std::shared_ptr<const World> next);
  std::chrono::milliseconds draw_delay() const;
};

/// Whether the operation exists: the world's lifecycle and the variants may take it away.
bool is_served(const Operation& operation, const State& state, Instant now);

/// Holds the state of a mock and publishes it, and what counts its requests. Thread-safe. A request
/// sees the state before a change or after it, never between.
///
/// With a store it begins with what is kept there, and a change is published once it is kept: every
/// member that changes something throws StoreError when that fails, and nothing has changed then.
/// With a database it is one of several mocks, see SharedState; then what counts something throws,
/// too.
class MockState {
 public:
  /// Throws std::runtime_error when the journal's file cannot be written, StoreError when the store
  /// cannot be used or is that of a mock with other settings.
  explicit MockState(MockSettings settings);
  ~MockState();

  std::shared_ptr<const State> current() const;
  /// Publishes what `change` makes of a copy of the state; nothing when it throws. One change at a
  /// time.
  void edit(const std::function<void(State&)>& change);
  /// World, clock, variants, settings and faults as they were at the start, and an empty journal.
  void reset();
  /// Grows with every change of what responses depend on. A response that may be given again stands
  /// for as long as the generation that was read before it was made.
  std::uint64_t generation() const;
  /// Returns when the published state is that of all who share it. Throws StoreError when it may be
  /// an old one, which is no answer to anybody.
  void require_current() const;

  /// Differs from that of any other mock: whoever watches one sees that another has taken its
  /// place.
  const std::string& instance() const { return instance_; }
  const std::vector<const Provider*>& providers() const { return start_.providers; }
  bool serves(const Operation& operation) const;  ///< at this moment
  std::shared_ptr<const World> world() const { return current()->world; }
  /// The variants that the world names are chosen with it; others stay. Throws UnstorableWorld when
  /// there is a store and the world is neither built in nor that of the start.
  void set_world(std::shared_ptr<const World> world);
  VariantSelection variants() const { return current()->variants; }
  void change_variants(const std::function<void(VariantSelection&)>& change);
  Clock clock() const { return current()->clock; }  ///< a copy
  void set_clock(ClockSetting setting);
  /// False, and nothing changed, when the clock would leave the years in which one may stand.
  bool advance_clock(std::chrono::nanoseconds by);
  void change_settings(const std::function<void(ResponseSettings&)>& change);
  Json faults() const;  ///< waiting, fired, left
  /// The faults that a request meets, which are counted. `state`: that of the request.
  RequestFaults select_faults(const State& state, const OperationRequest& call,
                              const RequestedFaults& requested);
  /// A fault of select_faults() found nothing to act on in the response.
  void fault_found_nothing(const State& state, std::uint64_t number);
  void add_faults(const std::vector<Fault>& faults);
  void clear_faults();

  Journal& journal() { return journal_; }
  const Journal& journal() const { return journal_; }
  /// What the journal shows about the clients. Takes milliseconds for a full one.
  FindingReport findings() const;
  RateLimiter& limiter() { return limiter_; }
  const RateLimiter& limiter() const { return limiter_; }
  FaultCounts& fault_counts() { return fault_counts_; }
  const FaultCounts& fault_counts() const { return fault_counts_; }

  /// Where the state lasts: "memory", "sqlite", "redis".
  std::string store_kind() const;
  /// Why it cannot be kept at the moment; empty when it can.
  std::optional<std::string> store_problem() const;
  /// What says when an answer is in the journal of all; null when nobody has to wait for that.
  SharedJournal* shared_journal() { return shared_journal_.get(); }
  /// Returns when all that was counted so far is kept, if it can be.
  void settle();

 protected:
  std::atomic<std::uint64_t> next_serial_{0};

 private:
  State first_state(Clock clock) const;
  void publish(std::shared_ptr<const State> next);
  std::string origin_name_of(const World& world) const;

  const MockSettings start_;
  const std::string instance_;
  RateLimiter limiter_;
  Journal journal_;
  FaultCounts fault_counts_;
  mutable std::mutex state_mutex_;  // guards the pointer only
  std::mutex change_mutex_;         // one change at a time
  std::shared_ptr<const State> state_;
  std::atomic<std::uint64_t> generation_{0};
  mutable std::atomic<std::uint64_t> old_generations_{1ULL << 62U};
  std::unique_ptr<StateStorage> storage_;  // null = in memory alone; ends before what it keeps
  std::unique_ptr<SharedState> shared_;    // null = not shared
  std::unique_ptr<SharedJournal> shared_journal_;  // with it
};

}  // namespace mockmeter
