#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mockmeter {

/// What /proc/PID/stat says of a process.
struct ProcessInfo {
  pid_t id = 0;
  pid_t parent = 0;
  pid_t group = 0;
  std::string name;                         ///< "node"
  bool is_zombie = false;                   ///< only its parent has not asked yet how
  std::chrono::nanoseconds of_children{0};  ///< processor time of those that it has waited for
};

/// Empty when it is no line of /proc/PID/stat.
std::optional<ProcessInfo> parse_process_info(std::string_view line);

/// Every process of this machine; none where there is no /proc.
std::vector<ProcessInfo> all_processes();

/// "VmHWM" of /proc/PID/status, the most memory that was resident, in bytes; 0 = it has none.
std::uint64_t parse_peak_memory(std::string_view status);
std::uint64_t peak_memory_of(pid_t id);  ///< 0 when it has ended

/// Processor time of a process and all its threads, by the nanosecond; 0 when it has ended.
std::chrono::nanoseconds processor_time_of_process(pid_t id);

/// Processor time of ours so far: RUSAGE_SELF, RUSAGE_CHILDREN (those that have ended).
std::chrono::nanoseconds processor_time_of(int who);

}  // namespace mockmeter
