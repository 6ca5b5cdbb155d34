#pragma once

#include <sys/types.h>

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace mockmeter::conformance {

/// What programs of ours cost while this is there: processor time of theirs and of all that they
/// started and waited for, ended ones too; and the most memory that was resident at once. While it
/// looks, no other child of ours may do or end anything.
class ResourceUsage {
 public:
  /// Tells whose process groups it is about.
  using Groups = std::function<std::vector<pid_t>()>;
  explicit ResourceUsage(Groups groups);
  ResourceUsage(const ResourceUsage&) = delete;
  ResourceUsage& operator=(const ResourceUsage&) = delete;

  struct Cost {
    std::chrono::nanoseconds processor{0};
    std::uint64_t memory = 0;  ///< bytes; pages that processes share count for each
  };
  Cost so_far();

 private:
  Cost look() const;
  void keep_looking(const std::stop_token& stop);

  Groups groups_;
  std::mutex mutex_;
  std::condition_variable_any changed_;
  std::uint64_t most_memory_ = 0;
  std::chrono::nanoseconds at_start_{0};
  std::jthread thread_;
};

}  // namespace mockmeter::conformance
