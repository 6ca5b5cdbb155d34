#pragma once

#include <functional>
#include <mutex>
#include <set>
#include <string>

#include "conformance/adapters/reference/common/call_error.h"
#include "conformance/adapters/reference/common/json.h"

namespace reference {

/// fail-after-error: a server that has refused a call is not asked again. Thread-safe.
class FailedServers {
 public:
  Json unless_refused(const std::string& server, const std::function<Json()>& call) {
    if (holds(server)) throw CallError(ErrorKind::kConnection, "an earlier call was refused");
    try {
      return call();
    } catch (const CallError& error) {
      if (error.status != 0) add(server);
      throw;
    }
  }

 private:
  bool holds(const std::string& server) {
    const std::lock_guard lock(mutex_);
    return servers_.count(server) != 0;
  }
  void add(const std::string& server) {
    const std::lock_guard lock(mutex_);
    servers_.insert(server);
  }

  std::mutex mutex_;
  std::set<std::string> servers_;
};

}  // namespace reference
