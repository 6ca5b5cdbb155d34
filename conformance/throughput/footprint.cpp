#include "conformance/throughput/footprint.h"

#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <utility>

#include "conformance/model/contains.h"

namespace mockmeter::conformance {
namespace {

using std::chrono::nanoseconds;

constexpr std::chrono::milliseconds kLookEvery{200};  // a look at all of /proc takes a few ms

/// Empty when the process has ended meanwhile: reading fails then, and an iterator would throw.
std::string read_whole(const std::string& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

nanoseconds to_time(const timeval& time) {
  return std::chrono::seconds(time.tv_sec) + std::chrono::microseconds(time.tv_usec);
}

nanoseconds of_ended_children() {
  rusage usage{};
  getrusage(RUSAGE_CHILDREN, &usage);
  return to_time(usage.ru_utime) + to_time(usage.ru_stime);
}

/// Of all its threads, by the nanosecond; /proc has hundredths of a second.
nanoseconds processor_time_of(pid_t id) {
  clockid_t clock{};
  timespec time{};
  const bool is_there = clock_getcpuclockid(id, &clock) == 0 && clock_gettime(clock, &time) == 0;
  return is_there ? std::chrono::seconds(time.tv_sec) + nanoseconds(time.tv_nsec) : nanoseconds(0);
}

std::vector<pid_t> all_processes() {
  std::vector<pid_t> ids;
  std::error_code unreadable;  // then there is no /proc, and nothing is seen
  for (const auto& folder : std::filesystem::directory_iterator("/proc", unreadable)) {
    const std::string name = folder.path().filename();
    pid_t id = 0;
    const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), id);
    if (error == std::errc() && end == name.data() + name.size()) ids.push_back(id);
  }
  return ids;
}

}  // namespace

std::optional<ProcessStat> parse_process_stat(std::string_view text) {
  // "42 (name) S parent group ...", and a name may hold anything, ") S 1 1" too.
  const std::size_t close = text.rfind(") ");
  if (close == text.npos) return std::nullopt;
  std::istringstream fields{std::string(text.substr(close + 2))};
  std::string ignored;
  ProcessStat stat;
  fields >> ignored >> ignored >> stat.group;
  for (int field = 6; field < 16; ++field) fields >> ignored;  // numbered as in proc(5)
  std::int64_t user = 0;
  std::int64_t system = 0;
  if (!(fields >> user >> system)) return std::nullopt;
  stat.of_children = nanoseconds(std::chrono::seconds(1)) * (user + system) / sysconf(_SC_CLK_TCK);
  return stat;
}

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
  Look seen{of_ended_children(), 0};
  const std::vector<pid_t> groups = groups_();
  for (const pid_t id : all_processes()) {
    const std::string folder = "/proc/" + std::to_string(id);
    const auto stat = parse_process_stat(read_whole(folder + "/stat"));
    if (!stat || !contains(groups, stat->group)) continue;
    seen.processor += processor_time_of(id) + stat->of_children;
    seen.memory += parse_peak_memory(read_whole(folder + "/status"));
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
