#include "conformance/benchmark/resource_usage.h"

#include <sys/resource.h>

#include <algorithm>
#include <utility>

#include "base/process/process_info.h"
#include "base/tables.h"

namespace mockmeter::conformance {
namespace {

using std::chrono::nanoseconds;

constexpr std::chrono::milliseconds kLookEvery{200};  // a look at all of /proc takes a few ms

}  // namespace

ResourceUsage::ResourceUsage(Groups groups) : groups_(std::move(groups)) {
  at_start_ = look().processor;
  thread_ = std::jthread([this](const std::stop_token& stop) { keep_looking(stop); });
}

ResourceUsage::Cost ResourceUsage::look() const {
  Cost seen{processor_time_of(RUSAGE_CHILDREN), 0};
  const std::vector<pid_t> groups = groups_();
  for (const ProcessInfo& stat : all_processes()) {
    if (!contains(groups, stat.group)) continue;
    seen.processor += processor_time_of_process(stat.id) + stat.of_children;
    seen.memory += peak_memory_of(stat.id);
  }
  return seen;
}

void ResourceUsage::keep_looking(const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  while (!changed_.wait_for(lock, stop, kLookEvery, [] { return false; })) {
    if (stop.stop_requested()) return;
    most_memory_ = std::max(most_memory_, look().memory);
  }
}

ResourceUsage::Cost ResourceUsage::so_far() {
  const std::lock_guard lock(mutex_);
  const Cost seen = look();
  most_memory_ = std::max(most_memory_, seen.memory);
  return {std::max(seen.processor - at_start_, nanoseconds(0)), most_memory_};
}

}  // namespace mockmeter::conformance
