#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

#include "server/api/message.h"
#include "server/api/operation.h"
#include "server/api/router.h"
#include "server/control/answer_settings.h"
#include "server/control/faults/counts.h"
#include "server/control/faults/queue.h"
#include "server/control/findings/conduct.h"
#include "server/control/journal/journal.h"
#include "server/control/limits/rate_limiter.h"
#include "server/metering/clock.h"
#include "server/metering/readings.h"
#include "server/metering/world.h"

namespace mockmeter {

/// What a mock starts from, and goes back to on reset.
struct MockSettings {
  std::shared_ptr<const World> world;
  ClockSetting clock;
  Readings readings;
  std::vector<const Provider*> providers{};  ///< what is served; empty = all
  AnswerSettings answers{};
  JournalSettings journal{};
  std::vector<Fault> faults{};  ///< that wait from the start on
  Monotonic monotonic = machine_monotonic;
};

/// The mock without a socket: world, clock, readings and faults around the providers' handlers.
/// Thread-safe. A request sees the state before a change or after it, never between.
class Mock {
 public:
  /// Throws std::runtime_error when the journal's file cannot be written.
  explicit Mock(MockSettings settings);

  /// Answers one request to a vendor's API, and puts it into the journal.
  Response answer(const Request& asked);

  const std::vector<const Provider*>& providers() const { return start_.providers; }
  /// Whether an operation of those providers exists at this moment: the world's lifecycle and the
  /// readings may take it away.
  bool serves(const Operation& operation) const;
  std::shared_ptr<const World> world() const;
  std::shared_ptr<const SecretNames> secrets() const;  ///< of the world
  /// The readings that the world names are chosen with it; others stay.
  void set_world(std::shared_ptr<const World> world);
  Readings readings() const;
  void change_readings(const std::function<void(Readings&)>& change);
  Clock clock() const;  ///< a copy
  void set_clock(ClockSetting setting);
  /// False, and nothing changed, when the clock would leave the years in which one may stand.
  bool advance_clock(std::chrono::nanoseconds by);
  AnswerSettings settings() const;
  void change_settings(const std::function<void(AnswerSettings&)>& change);
  Json faults() const;  ///< what waits, what fired and what is left
  void add_faults(const std::vector<Fault>& faults);
  void clear_faults();
  /// World, clock, readings, settings and faults as they were at the start, and an empty journal.
  void reset();
  Journal& journal() { return journal_; }
  /// What the journal shows about the clients. Takes milliseconds for a full one.
  Conduct conduct() const;
  const Journal& journal() const { return journal_; }
  const FaultCounts& fault_counts() const { return fault_counts_; }
  std::uint64_t rate_limited() const { return limiter_.refusals(); }  ///< calls, since the start

  /// Grows with every change of what answers depend on. An answer that may be given `again` stands
  /// for as long as the generation that was read before it was made.
  std::uint64_t generation() const { return generation_.load(std::memory_order_acquire); }

 private:
  /// All that an answer depends on, beside the request.
  struct State {
    std::shared_ptr<const World> world;
    std::shared_ptr<const SecretNames> secrets;  // of the world
    Readings readings;
    Clock clock;
    FaultQueue faults;
    AnswerSettings settings;
    /// How many delays were drawn under these settings: a new sequence begins with them.
    std::shared_ptr<std::atomic<std::uint64_t>> draws =
        std::make_shared<std::atomic<std::uint64_t>>(0);
  };
  State first_state(Clock clock) const;
  static void put(State& state, std::shared_ptr<const World> world);
  static std::chrono::milliseconds draw_delay(const State& state);
  std::shared_ptr<const State> state() const;
  void edit(const std::function<void(State&)>& change);
  Response change(const Call& call);
  std::function<void()> close(const Context& context, const State& state,
                              const Operation* operation, Response& response);

  const MockSettings start_;
  const Router router_;
  RateLimiter limiter_;
  Journal journal_;
  FaultCounts fault_counts_;
  std::atomic<std::uint64_t> next_serial_{0};
  mutable std::mutex state_mutex_;  // guards the pointer only
  std::mutex change_mutex_;         // one change at a time
  std::shared_ptr<const State> state_;
  std::atomic<std::uint64_t> generation_{0};
};

}  // namespace mockmeter
