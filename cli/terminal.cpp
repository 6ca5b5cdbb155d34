#include "cli/terminal.h"

#include <unistd.h>

#include "cli/run_environment.h"

namespace mockmeter::cli {

bool wants_color(int descriptor) {
  const auto no_color = environment_variable("NO_COLOR");
  const auto terminal = environment_variable("TERM");
  return isatty(descriptor) != 0 && (!no_color || no_color->empty()) && terminal != "dumb";
}

}  // namespace mockmeter::cli
