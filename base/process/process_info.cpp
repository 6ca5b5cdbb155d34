#include "base/process/process_info.h"

#include <sys/resource.h>
#include <unistd.h>

#include <ctime>
#include <filesystem>
#include <sstream>

#include "base/files/file_text.h"
#include "base/text/ascii.h"

namespace mockmeter {

using std::chrono::nanoseconds;
using std::chrono::seconds;

std::optional<ProcessInfo> parse_process_info(std::string_view line) {
  // "42 (name) S parent group ...", and a name may hold anything, ") S 1 1" too.
  const std::size_t open = line.find(" (");
  const std::size_t close = line.rfind(") ");
  if (open == line.npos || close == line.npos || close < open) return std::nullopt;
  std::istringstream fields{std::string(line.substr(0, open)).append(line.substr(close + 1))};
  ProcessInfo stat;
  char state = 0;
  fields >> stat.id >> state >> stat.parent >> stat.group;
  std::string ignored;
  for (int field = 6; field < 16; ++field) fields >> ignored;  // numbered as in proc(5)
  std::int64_t user = 0;
  std::int64_t system = 0;
  if (!(fields >> user >> system)) return std::nullopt;
  stat.name = line.substr(open + 2, close - open - 2);
  stat.is_zombie = state == 'Z' || state == 'X';
  stat.of_children = nanoseconds(seconds(1)) * (user + system) / sysconf(_SC_CLK_TCK);
  return stat;
}

std::vector<ProcessInfo> all_processes() {
  std::vector<ProcessInfo> all;
  std::error_code unreadable;  // then there is no /proc, and nobody to be found
  for (const auto& folder : std::filesystem::directory_iterator("/proc", unreadable)) {
    if (!is_digit(folder.path().filename().c_str()[0])) continue;
    const auto line = file_text(folder.path() / "stat");  // nothing when it has ended meanwhile
    if (auto stat = parse_process_info(line.value_or(""))) all.push_back(std::move(*stat));
  }
  return all;
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

std::uint64_t peak_memory_of(pid_t id) {
  return parse_peak_memory(file_text("/proc/" + std::to_string(id) + "/status").value_or(""));
}

nanoseconds processor_time_of_process(pid_t id) {
  clockid_t clock{};
  timespec time{};
  const bool is_there = clock_getcpuclockid(id, &clock) == 0 && clock_gettime(clock, &time) == 0;
  return is_there ? seconds(time.tv_sec) + nanoseconds(time.tv_nsec) : nanoseconds(0);
}

nanoseconds processor_time_of(int who) {
  rusage usage{};
  getrusage(who, &usage);
  return seconds(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
         std::chrono::microseconds(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec);
}

}  // namespace mockmeter
