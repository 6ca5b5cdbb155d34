#pragma once

#include <algorithm>
#include <chrono>
#include <string>

#include "conformance/adapters/reference/common/json.h"

namespace reference {

struct Credential {
  enum class Scheme { kNone, kBearer, kBasic };
  Scheme scheme = Scheme::kNone;
  std::string username;  ///< of Basic
  std::string secret;    ///< the token or the password
};

struct Options {
  std::chrono::milliseconds timeout{30'000};  ///< of the call: its attempts, waits and pages
  int max_retries = 2;
  std::string ca_file;  ///< trusted instead of the system's authorities; empty = those
  bool all_pages = false;

  /// What is left of it for a call that began then; never negative.
  std::chrono::milliseconds left_since(std::chrono::steady_clock::time_point start) const {
    const auto used = std::chrono::steady_clock::now() - start;
    return std::chrono::ceil<std::chrono::milliseconds>(
        std::max<std::chrono::nanoseconds>(timeout - used, std::chrono::nanoseconds(0)));
  }
};

/// What a caller asks of the client.
struct CallMessage {
  std::string operation;
  std::string base_url;
  Json arguments = Json::object();
  Credential credential;
  Options options;
};

}  // namespace reference
