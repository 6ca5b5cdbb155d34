#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mockmeter::conformance {

/// Time of all processors together, as the first line of /proc/stat has it, in its ticks.
struct ProcessorTicks {
  std::uint64_t busy = 0;   ///< for programs and the kernel
  std::uint64_t steal = 0;  ///< that the machine's host gave to others
  std::uint64_t all = 0;    ///< and idle
};
std::optional<ProcessorTicks> parse_processor_ticks(std::string_view stat);

/// What else went on while something was measured.
struct MachineLoad {
  unsigned cores = 1;
  double load_before = 0;     ///< the load average of the minute before
  double others_share = 0;    ///< of the machine's processor time, used by programs not ours
  double steal_share = 0;     ///< of it, taken by the host
  double ceiling_spread = 0;  ///< the widest between repetitions of the raw client
};

/// Why figures of such surroundings deserve mistrust, one sentence each; empty = they do not.
std::vector<std::string> noise_in(const MachineLoad& machine_load);

/// Watches the machine from its making on.
class LoadMonitor {
 public:
  LoadMonitor();
  /// All but the spread. Of processes of ours those that have ended count, and ourselves: end the
  /// others first.
  MachineLoad seen() const;

 private:
  double load_before_;
  ProcessorTicks before_;
  std::chrono::nanoseconds ours_before_;
};

}  // namespace mockmeter::conformance
