#pragma once

#include <string>

namespace mockmeter {

/// How a program ended.
struct ExitStatus {
  int code = 0;    ///< its exit code, when no signal ended it
  int signal = 0;  ///< that ended it; 0 = none

  /// As shells have it: 128 and the signal's number.
  int exit_code() const { return signal == 0 ? code : 128 + signal; }
};

/// What waitpid(2) says of it.
ExitStatus exit_status_of(int status);

std::string to_string(const ExitStatus& ending);  ///< "exit code 3", "SIGSEGV"
std::string signal_name(int signal);              ///< "SIGTERM"

}  // namespace mockmeter
