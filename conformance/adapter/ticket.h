#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <exception>
#include <optional>
#include <string>

#include "conformance/model/json.h"
#include "conformance/model/outcome.h"

namespace mockmeter::conformance {

using TimePoint = std::chrono::steady_clock::time_point;

/// A call on its way. Whoever makes it waits for its end; until then it belongs to the driver.
struct Ticket {
  std::string id;
  std::string line;
  Json credential;  ///< that the line has
  /// Calls with the same number go to the same process of an adapter that loops.
  std::size_t process = 0;
  std::chrono::nanoseconds limit{0};

  TimePoint given{};  ///< to the process that has it
  int turns = 0;      ///< processes that it was given to
  std::string noise;  ///< what came on their stderr meanwhile, cut
  std::string stray;  ///< the first line on stdout meanwhile that was no message, to show

  std::optional<Outcome> outcome;  ///< its end, or else:
  std::exception_ptr failure;      ///< it could not be made at all

  std::condition_variable* ended = nullptr;  ///< who waits for one of the two; null = nobody

  TimePoint deadline() const { return given + limit; }
};

}  // namespace mockmeter::conformance
