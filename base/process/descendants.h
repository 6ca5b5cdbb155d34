#pragma once

#include <sys/types.h>

#include <vector>

#include "base/process/process_info.h"
#include "base/process/signals.h"

namespace mockmeter {

/// Those among `all` that `ancestor` has started, or that they have.
std::vector<ProcessInfo> descendants_of(pid_t ancestor, const std::vector<ProcessInfo>& all);

/// From now on, what our descendants leave behind when they end is ours.
void become_subreaper();

/// SIGKILL to every descendant.
void kill_descendants();

/// Sees to it that no descendant is left. Those that do not end of themselves within a moment get
/// SIGTERM, and then SIGKILL; a signal that comes meanwhile brings the next step, `hurry` the last.
/// Returns those that had to be ended. Collects our children's ends.
std::vector<ProcessInfo> terminate_descendants(const SignalReceiver& signals, bool hurry);

}  // namespace mockmeter
