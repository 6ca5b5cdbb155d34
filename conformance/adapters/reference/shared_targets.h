#pragma once

#include <map>
#include <mutex>
#include <string>

namespace reference {

/// cross-talk: the calls to a server share one target, that of the one that came first of those
/// under way. Thread-safe.
class SharedTargets {
 public:
  /// A call that is under way while this lives.
  class Visit {
   public:
    Visit(SharedTargets& targets, const std::string& server, const std::string& target)
        : targets_(targets), server_(server), target_(targets.enter(server, target)) {}
    ~Visit() { targets_.leave(server_); }
    Visit(const Visit&) = delete;
    Visit& operator=(const Visit&) = delete;

    const std::string& target() const { return target_; }  ///< to send instead of its own

   private:
    SharedTargets& targets_;
    const std::string server_;
    const std::string target_;
  };

 private:
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

  struct Shared {
    int calls = 0;
    std::string target;
  };
  std::mutex mutex_;
  std::map<std::string, Shared> shared_;
};

}  // namespace reference
