#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <vector>

#include "server/api/message.h"
#include "server/api/operation.h"
#include "server/api/router.h"
#include "server/control/rate_counters.h"
#include "server/core/clock.h"
#include "server/core/readings.h"
#include "server/core/world.h"

namespace mockmeter {

/// What a mock starts from, and goes back to on reset.
struct MockSettings {
  std::shared_ptr<const World> world;
  ClockSetting clock;
  Readings readings;
  std::vector<const Provider*> providers{};  ///< what is served; empty = all
};

/// The mock without a socket: world, clock and readings around the providers' handlers.
/// Thread-safe. A request sees the state before a change or after it, never between.
class Mock {
 public:
  explicit Mock(MockSettings settings);

  /// Answers one request to a vendor's API.
  Response answer(const Request& request);

  Clock& clock() { return clock_; }
  const std::vector<const Provider*>& providers() const { return start_.providers; }
  std::shared_ptr<const World> world() const;
  Readings readings() const;
  void set_readings(const Readings& readings);
  /// World, clock and readings as they were at the start.
  void reset();

 private:
  struct State {
    std::shared_ptr<const World> world;
    Readings readings;
  };
  std::shared_ptr<const State> state() const;
  void publish(std::shared_ptr<const State> next);
  Headers count_call(const Call& call);
  Response change(const Call& call);

  const MockSettings start_;
  const Router router_;
  Clock clock_;
  RateCounters counters_;
  std::atomic<std::uint64_t> serial_{0};
  mutable std::mutex state_mutex_;  // guards the pointer only
  std::mutex change_mutex_;         // one state-changing operation at a time
  std::shared_ptr<const State> state_;
};

}  // namespace mockmeter
