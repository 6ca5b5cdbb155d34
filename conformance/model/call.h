#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "conformance/model/json.h"

namespace mockmeter::conformance {

/// What an adapter says of itself. A one-shot adapter says nothing: everything is as here, then.
struct ClientInfo {
  std::string name = "the client";
  std::string version;
  std::string language;
  std::string source;                   ///< where its code is
  std::string issues;                   ///< where its mutants are reported
  std::vector<std::string> operations;  ///< empty = all, until one is answered "unsupported"
  std::vector<std::string> features;
  bool typed = false;                           ///< the model is "typed"
  std::chrono::nanoseconds time_resolution{1};  ///< of the instants that it reports
  int parallel = 1;                             ///< calls that a process of it takes at once
  bool given = false;                           ///< whether it said hello at all
};

/// A call as the adapter got it.
struct Call {
  std::string operation;
  std::string base_url;  ///< ends with the API's own base path: "http://127.0.0.1:40123/api/v2"
  Json arguments = Json::object();
  Json credential;  ///< {"scheme":"bearer","token":...} or {"scheme":"basic",...}; null = none
  Json options = Json::object();
  std::chrono::milliseconds after{};  ///< the pause between the outcome before it and this call
  /// It begins when the machine's clock is so far behind a full second; empty = at any time.
  std::optional<std::chrono::milliseconds> at_part_of_second{};
};

/// How one call ended.
struct CallOutcome {
  enum class Kind {
    kResult,       ///< `value` is what the client reports
    kError,        ///< `value` is the error object
    kUnsupported,  ///< `text` says why
    kCrashed,      ///< the adapter died or answered with something else; `text` says how
    kTimeout,      ///< nothing came before the deadline
  };
  Kind kind = Kind::kTimeout;
  Json value;
  std::string text;
  std::vector<std::string> warnings;
  std::chrono::nanoseconds took{0};  ///< on the machine's monotonic clock
};

}  // namespace mockmeter::conformance
