#pragma once

#include <sys/types.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/relayed_signals.h"

namespace mockmeter::cli {

/// A process, as /proc shows it.
struct Process {
  pid_t id = 0;
  pid_t parent = 0;
  std::string name;        ///< "node"
  bool has_ended = false;  ///< only its parent has not asked yet how
};

/// Reads a line of /proc/PID/stat; empty when it is none.
std::optional<Process> parse_process(std::string_view stat);

/// Those among `all` that `ancestor` has started, or that they have.
std::vector<Process> descendants_of(pid_t ancestor, const std::vector<Process>& all);

/// From now on, what our descendants leave behind when they end is ours.
void adopt_orphans();

/// SIGKILL to every descendant.
void kill_descendants();

/// Sees to it that no descendant is left. Those that do not end of themselves within a moment get
/// SIGTERM, and then SIGKILL; a signal that comes meanwhile brings the next step, `hurry` the last.
/// Returns those that had to be ended. Collects our children's ends.
std::vector<Process> end_descendants(const RelayedSignals& signals, bool hurry);

}  // namespace mockmeter::cli
