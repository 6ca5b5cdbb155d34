#pragma once

#include <chrono>
#include <functional>
#include <string>

#include "conformance/model/outcome.h"

namespace mockmeter::conformance {

/// A client as a run sees it: what it says of itself, and how it is called. See Adapter::call().
struct Client {
  Hello hello;
  std::function<Outcome(const Call& call, std::chrono::milliseconds limit, std::string* noise)>
      call;
};

}  // namespace mockmeter::conformance
