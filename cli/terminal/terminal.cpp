#include "cli/terminal/terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <iostream>

#include "base/process/environment.h"
#include "server/metering/clock.h"

namespace mockmeter::cli {

bool wants_color(int descriptor) {
  return wants_progress(descriptor) && environment_variable("NO_COLOR").value_or("").empty();
}

std::size_t columns_of(int descriptor) {
  winsize size{};
  return ioctl(descriptor, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

bool wants_progress(int descriptor) {
  return isatty(descriptor) != 0 && environment_variable("TERM") != "dumb";
}

namespace {

void log_progress(const std::string& line) {
  static const Stopwatch watch;
  static LineRhythm rhythm;
  if (!line.empty() && rhythm.is_due(watch.elapsed())) std::cerr << "mockmeter: " + line + '\n';
}

}  // namespace

void show_progress(const std::string& line) {
  if (!wants_progress(STDERR_FILENO)) return log_progress(line);
  constexpr std::size_t kUsualColumns = 80;
  const std::size_t columns = columns_of(STDERR_FILENO);
  // A longer line would go on in the next one, and stay there.
  const std::size_t room = (columns == 0 ? kUsualColumns : columns) - 1;
  std::string whole = line.substr(0, room);
  whole.resize(room, ' ');
  std::cerr << '\r' + whole + '\r' + line.substr(0, room) << std::flush;
}

}  // namespace mockmeter::cli
