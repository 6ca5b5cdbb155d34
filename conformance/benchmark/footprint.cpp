#include "conformance/benchmark/footprint.h"

#include <sys/resource.h>

#include <algorithm>
#include <ctime>
#include <sstream>
#include <string>
#include <utility>

#include "base/files/file_text.h"
#include "base/process/process_stat.h"
#include "base/tables.h"

namespace mockmeter::conformance {
namespace {

using std::chrono::nanoseconds;

constexpr std::chrono::milliseconds kLookEvery{200};  // a look at all of /proc takes a few ms

/// Of all its threads, by the nanosecond; /proc has hundredths of a second.
nanoseconds time_of_process(pid_t id) {
  clockid_t clock{};
  timespec time{};
  const bool is_there = clock_getcpuclockid(id, &clock) == 0 && clock_gettime(clock, &time) == 0;
  return is_there ? std::chrono::seconds(time.tv_sec) + nanoseconds(time.tv_nsec) : nanoseconds(0);
}

}  // namespace

std::uint64_t parse_peak_memory(std::string_view status) {
  constexpr std::string_view kName = "\nVmHWM:";
  const std::size_t found = status.find(kName);
  if (found == status.npos) return 0;
  std::istringstream rest{std::string(status.substr(found + kName.size()))};
  std::uint64_t kilobytes = 0;
  rest >> kilobytes;
  return kilobytes * 1024;
}

Footprint::Footprint(Groups groups) : groups_(std::move(groups)) {
  at_start_ = look().processor;
  thread_ = std::jthread([this](const std::stop_token& stop) { keep_looking(stop); });
}

Footprint::~Footprint() = default;

Footprint::Look Footprint::look() const {
  Look seen{processor_time_of(RUSAGE_CHILDREN), 0};
  const std::vector<pid_t> groups = groups_();
  for (const ProcessStat& stat : all_processes()) {
    if (!contains(groups, stat.group)) continue;
    seen.processor += time_of_process(stat.id) + stat.of_children;
    const auto status = file_text("/proc/" + std::to_string(stat.id) + "/status");
    seen.memory += parse_peak_memory(status.value_or(""));
  }
  return seen;
}

void Footprint::keep_looking(const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  while (!changed_.wait_for(lock, stop, kLookEvery, [] { return false; })) {
    if (stop.stop_requested()) return;
    most_memory_ = std::max(most_memory_, look().memory);
  }
}

Footprint::Cost Footprint::so_far() {
  const std::lock_guard lock(mutex_);
  const Look seen = look();
  most_memory_ = std::max(most_memory_, seen.memory);
  return {std::max(seen.processor - at_start_, nanoseconds(0)), most_memory_};
}

}  // namespace mockmeter::conformance
