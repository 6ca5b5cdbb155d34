#pragma once

#include <map>
#include <mutex>
#include <string>

namespace reference {

/// cross-talk: the calls to a server share one target, that of the one that came first of those
/// under way. Thread-safe.
class SharedTargets {
 public:
  /// The target to send instead of `target`.
  std::string enter(const std::string& server, const std::string& target) {
    const std::lock_guard lock(mutex_);
    Shared& shared = shared_[server];
    if (shared.calls++ == 0) shared.target = target;
    return shared.target;
  }
  void leave(const std::string& server) {
    const std::lock_guard lock(mutex_);
    if (--shared_[server].calls == 0) shared_.erase(server);
  }

 private:
  struct Shared {
    int calls = 0;
    std::string target;
  };
  std::mutex mutex_;
  std::map<std::string, Shared> shared_;
};

}  // namespace reference
