#include "cli/descendants.h"

#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <charconv>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "server/core/clock.h"

namespace mockmeter::cli {
namespace {

std::optional<pid_t> to_pid(std::string_view text) {
  pid_t id = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), id);
  if (error != std::errc() || end == text.data()) return std::nullopt;
  return id;
}

std::vector<Process> all_processes() {
  std::vector<Process> all;
  std::error_code unreadable;  // then there is no /proc, and nobody to be found
  for (const auto& folder : std::filesystem::directory_iterator("/proc", unreadable)) {
    if (std::isdigit(static_cast<unsigned char>(folder.path().filename().c_str()[0])) == 0)
      continue;
    std::ostringstream stat;  // empty when it has ended meanwhile; an iterator would throw
    stat << std::ifstream(folder.path() / "stat").rdbuf();
    if (auto process = parse_process(stat.str())) all.push_back(std::move(*process));
  }
  return all;
}

/// Our living descendants.
std::vector<Process> living() {
  std::vector<Process> found = descendants_of(getpid(), all_processes());
  std::erase_if(found, [](const Process& process) { return process.has_ended; });
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

bool is_among(pid_t id, const std::vector<Process>& processes) {
  return std::any_of(processes.begin(), processes.end(),
                     [id](const Process& process) { return process.id == id; });
}

/// One step; adds whom it told to `told`. Until nobody is left, or time is up, or a signal comes.
void take_step(const Step& step, const RelayedSignals& signals, std::vector<Process>& told) {
  const Stopwatch watch;
  std::vector<Process> now_told;
  while (has_children()) {
    for (Process& process : living()) {
      if (step.signal == 0 || is_among(process.id, now_told)) continue;
      kill(process.id, step.signal);
      if (!is_among(process.id, told)) told.push_back(process);
      now_told.push_back(std::move(process));
    }
    const auto left = step.patience - watch.elapsed();
    if (left <= left.zero()) return;
    const auto arrival = signals.wait_for(left);
    if (!arrival || arrival->signal != SIGCHLD) return;
  }
}

}  // namespace

std::optional<Process> parse_process(std::string_view stat) {
  // "42 (name) S 1 ...", and a name may hold anything, ") S 1" too.
  const std::size_t open = stat.find(" (");
  const std::size_t close = stat.rfind(") ");
  if (open == stat.npos || close == stat.npos || close < open || stat.size() < close + 5) {
    return std::nullopt;
  }
  const auto id = to_pid(stat);
  const auto parent = to_pid(stat.substr(close + 4));
  if (!id || !parent) return std::nullopt;
  const char state = stat[close + 2];
  return Process{*id, *parent, std::string(stat.substr(open + 2, close - open - 2)),
                 state == 'Z' || state == 'X'};
}

std::vector<Process> descendants_of(pid_t ancestor, const std::vector<Process>& all) {
  std::vector<Process> found;
  std::vector<pid_t> generation{ancestor};
  while (!generation.empty()) {
    std::vector<pid_t> next;
    for (const Process& process : all) {
      if (std::find(generation.begin(), generation.end(), process.parent) == generation.end()) {
        continue;
      }
      if (process.id == ancestor || is_among(process.id, found)) continue;
      next.push_back(process.id);
      found.push_back(process);
    }
    generation = std::move(next);
  }
  return found;
}

void adopt_orphans() { prctl(PR_SET_CHILD_SUBREAPER, 1); }

void kill_descendants() {
  for (const Process& process : living()) kill(process.id, SIGKILL);
}

std::vector<Process> end_descendants(const RelayedSignals& signals, bool hurry) {
  std::vector<Process> told;
  for (const Step& step : kSteps) {
    if (!hurry || step.signal == SIGKILL) take_step(step, signals, told);
  }
  return told;
}

}  // namespace mockmeter::cli
