#pragma once

#include <chrono>
#include <functional>
#include <string>

#include "conformance/model/call.h"

namespace mockmeter::conformance {

/// A client as a run sees it: what it says of itself, and how it is called. See Adapter::call().
struct Client {
  ClientInfo hello;
  std::function<CallOutcome(const Call& call, std::chrono::milliseconds limit,
                            std::string* stderr_output)>
      call;
};

}  // namespace mockmeter::conformance
