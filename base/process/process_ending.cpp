#include "base/process/process_ending.h"

#include <sys/wait.h>

#include <cstring>

namespace mockmeter {

ProcessEnding ending_of(int status) {
  return WIFSIGNALED(status) ? ProcessEnding{0, WTERMSIG(status)}
                             : ProcessEnding{WEXITSTATUS(status), 0};
}

std::string to_string(const ProcessEnding& ending) {
  return ending.signal == 0 ? "exit code " + std::to_string(ending.code)
                            : signal_name(ending.signal);
}

std::string signal_name(int signal) {
  const char* const name = sigabbrev_np(signal);
  return name == nullptr ? "signal " + std::to_string(signal) : std::string("SIG") + name;
}

}  // namespace mockmeter
