#include "cli/terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include "cli/run_environment.h"

namespace mockmeter::cli {

bool wants_color(int descriptor) {
  const auto no_color = environment_variable("NO_COLOR");
  const auto terminal = environment_variable("TERM");
  return isatty(descriptor) != 0 && (!no_color || no_color->empty()) && terminal != "dumb";
}

std::size_t columns_of(int descriptor) {
  winsize size{};
  return ioctl(descriptor, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

}  // namespace mockmeter::cli
