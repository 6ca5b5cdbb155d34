#pragma once

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
  std::chrono::milliseconds timeout{30'000};  ///< of one attempt, from connecting to the last byte
  int max_retries = 2;
  std::string ca_file;  ///< trusted instead of the system's authorities; empty = those
  bool all_pages = false;
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
