#pragma once

#include <mutex>
#include <vector>

#include "mockmeter/scripted_response.h"
#include "server/api/message.h"
#include "server/control/faults/fault.h"
#include "server/control/state.h"

namespace mockmeter {

/// Responses that are given in order, instead of what a mock's operations would say. Thread-safe.
class Script {
 public:
  /// Throws std::invalid_argument that names what cannot be delivered so.
  explicit Script(const std::vector<ScriptedResponse>& responses);

  /// The next response; behind the last one a 500 that says so. `mock`: whose clock and seed it
  /// has.
  Response next(const Request& request, const MockState& mock);

 private:
  struct Line {
    Response response;
    std::vector<Fault> delivery;
  };
  std::vector<Line> lines_;
  std::mutex mutex_;
  std::size_t next_ = 0;  // guarded by mutex_
};

}  // namespace mockmeter
