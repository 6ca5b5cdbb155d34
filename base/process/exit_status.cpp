#include "base/process/exit_status.h"

#include <sys/wait.h>

#include <cstring>

namespace mockmeter {

ExitStatus exit_status_of(int status) {
  return WIFSIGNALED(status) ? ExitStatus{0, WTERMSIG(status)} : ExitStatus{WEXITSTATUS(status), 0};
}

std::string to_string(const ExitStatus& ending) {
  return ending.signal == 0 ? "exit code " + std::to_string(ending.code)
                            : signal_name(ending.signal);
}

std::string signal_name(int signal) {
  const char* const name = sigabbrev_np(signal);
  return name == nullptr ? "signal " + std::to_string(signal) : std::string("SIG") + name;
}

}  // namespace mockmeter
