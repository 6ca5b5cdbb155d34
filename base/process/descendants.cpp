#include "base/process/descendants.h"

#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstddef>

namespace mockmeter {
namespace {

/// Our living descendants.
std::vector<ProcessInfo> living() {
  std::vector<ProcessInfo> found = descendants_of(getpid(), all_processes());
  std::erase_if(found, [](const ProcessInfo& process) { return process.is_zombie; });
  return found;
}

/// Collects ends; false when there is no child left, and hence no descendant.
bool has_children() {
  pid_t pid = 0;
  while ((pid = waitpid(-1, nullptr, WNOHANG)) > 0) {
  }
  return pid == 0;
}

/// A step of the way out: what is sent, and how long it may take.
struct Step {
  int signal;  // 0 = none
  std::chrono::milliseconds patience;
};
constexpr Step kSteps[] = {
    {0, std::chrono::milliseconds(250)},  // such as tee(1) behind a pipe that has just closed
    {SIGTERM, std::chrono::milliseconds(1000)},
    {SIGKILL, std::chrono::milliseconds(2000)},
};

bool is_among(pid_t id, const std::vector<ProcessInfo>& processes) {
  return std::ranges::any_of(processes,
                             [id](const ProcessInfo& process) { return process.id == id; });
}

/// One step; adds whom it told to `told`. Until nobody is left, or time is up, or a signal comes.
void take_step(const Step& step, const SignalReceiver& signals, std::vector<ProcessInfo>& told) {
  const auto end = std::chrono::steady_clock::now() + step.patience;
  std::vector<ProcessInfo> now_told;
  while (has_children()) {
    for (ProcessInfo& process : living()) {
      if (step.signal == 0 || is_among(process.id, now_told)) continue;
      kill(process.id, step.signal);
      if (!is_among(process.id, told)) told.push_back(process);
      now_told.push_back(std::move(process));
    }
    const auto left = end - std::chrono::steady_clock::now();
    if (left <= left.zero()) return;
    const auto arrival = signals.wait_for(left);
    if (!arrival || arrival->signal != SIGCHLD) return;
  }
}

}  // namespace

std::vector<ProcessInfo> descendants_of(pid_t ancestor, const std::vector<ProcessInfo>& all) {
  std::vector<ProcessInfo> found;
  std::vector<pid_t> ids{ancestor};
  for (std::size_t parent = 0; parent < ids.size(); ++parent) {
    for (const ProcessInfo& process : all) {
      const bool is_child = process.parent == ids[parent];
      if (!is_child || std::ranges::find(ids, process.id) != ids.end()) continue;
      ids.push_back(process.id);
      found.push_back(process);
    }
  }
  return found;
}

void become_subreaper() { prctl(PR_SET_CHILD_SUBREAPER, 1); }

void kill_descendants() {
  for (const ProcessInfo& process : living()) kill(process.id, SIGKILL);
}

std::vector<ProcessInfo> terminate_descendants(const SignalReceiver& signals, bool hurry) {
  std::vector<ProcessInfo> told;
  for (const Step& step : kSteps) {
    if (!hurry || step.signal == SIGKILL) take_step(step, signals, told);
  }
  return told;
}

}  // namespace mockmeter
