#include "conformance/benchmark/machine_load.h"

#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <sstream>
#include <thread>

#include "base/files/file_text.h"
#include "base/process/process_info.h"
#include "base/text/numbers.h"

namespace mockmeter::conformance {
namespace {

constexpr double kMostSpread = 0.15;
constexpr double kMostOthers = 0.05;
constexpr double kMostSteal = 0.02;
constexpr double kMostLoadPerCore = 0.5;

// Digits behind the point, so that what is just above its limit does not read like it.

std::string percent(double share) { return decimal_text(share * 100, 1) + " %"; }
std::string load_text(double load) { return decimal_text(load, 2); }

ProcessorTicks ticks_now() {
  return parse_processor_ticks(file_text("/proc/stat").value_or("")).value_or(ProcessorTicks{});
}

std::chrono::nanoseconds ours_now() {
  return processor_time_of(RUSAGE_SELF) + processor_time_of(RUSAGE_CHILDREN);
}

double load_now() {
  double load = 0;
  return getloadavg(&load, 1) == 1 ? load : 0;
}

}  // namespace

std::optional<ProcessorTicks> parse_processor_ticks(std::string_view stat) {
  std::istringstream line{std::string(stat.substr(0, stat.find('\n')))};
  std::string name;
  // user nice system idle iowait irq softirq steal; guests are within user and nice.
  std::array<std::uint64_t, 8> ticks{};
  if (!(line >> name) || name != "cpu") return std::nullopt;
  for (std::uint64_t& each : ticks) {
    if (!(line >> each)) return std::nullopt;
  }
  ProcessorTicks sums;
  sums.steal = ticks[7];
  sums.busy = ticks[0] + ticks[1] + ticks[2] + ticks[5] + ticks[6];
  sums.all = sums.busy + sums.steal + ticks[3] + ticks[4];
  return sums;
}

std::vector<std::string> noise_in(const MachineLoad& machine_load) {
  std::vector<std::string> sentences;
  const auto mistrust = [&](double value, double most, std::string (*text)(double),
                            const std::string& before, const std::string& behind) {
    if (value <= most) return;
    sentences.push_back(before + text(value) + behind + " (quiet: at most " + text(most) + ")");
  };
  mistrust(machine_load.ceiling_spread, kMostSpread, percent,
           "repetitions of the raw client differ by ", "");
  mistrust(machine_load.others_share, kMostOthers, percent, "other programs used ",
           " of the processors");
  mistrust(machine_load.steal_share, kMostSteal, percent, "the machine's host took ",
           " of the processors away");
  mistrust(machine_load.load_before, kMostLoadPerCore * machine_load.cores, load_text,
           "the load average was ", " before it began");
  return sentences;
}

LoadMonitor::LoadMonitor()
    : load_before_(load_now()), before_(ticks_now()), ours_before_(ours_now()) {}

MachineLoad LoadMonitor::seen() const {
  const ProcessorTicks now = ticks_now();
  const double ours = std::chrono::duration<double>(ours_now() - ours_before_).count() *
                      static_cast<double>(sysconf(_SC_CLK_TCK));
  const auto all = std::max(1.0, static_cast<double>(now.all - before_.all));
  const auto busy = static_cast<double>(now.busy - before_.busy);
  MachineLoad seen;
  seen.cores = std::max(1U, std::thread::hardware_concurrency());
  seen.load_before = load_before_;
  seen.others_share = std::max(0.0, (busy - ours) / all);
  seen.steal_share = static_cast<double>(now.steal - before_.steal) / all;
  return seen;
}

}  // namespace mockmeter::conformance
