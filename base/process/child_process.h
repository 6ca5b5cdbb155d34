#pragma once

#include <sys/types.h>

#include <array>
#include <csignal>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "base/process/file_descriptor.h"

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

/// What shells exit with when there is no such program, and when it is there and cannot be run.
inline constexpr int kExitNotFound = 127;
inline constexpr int kExitNotRunnable = 126;

/// A program could not be started; the text names it and the remedy.
struct CannotStart : std::runtime_error {
  /// `reason`: an errno.
  CannotStart(const std::string& program, int reason);
  int exit_code;  ///< as shells have it
};

/// Names and values of environment variables.
using Environment = std::vector<std::pair<std::string, std::string>>;

/// What a program finds as whoever started us had it, beside the environment.
struct Inheritance {
  Inheritance();                 ///< nothing is blocked, ignored or open
  static Inheritance of_ours();  ///< as it is now; nothing is open where there is no /proc

  sigset_t blocked;
  sigset_t ignored;
  std::vector<int> descriptors{};  ///< that are open, without stdin, stdout and stderr; ascending
};

/// How a program is started.
struct StartOptions {
  Environment environment{};               ///< over our own
  std::array<int, 3> standard{{0, 1, 2}};  ///< of ours: its stdin, stdout and stderr
  Inheritance inheritance{};
  bool leads_group = true;  ///< a process group of its own
};

/// A program that was started. Linux kills it when the thread that started it ends: let that thread
/// live longer than this object.
class ChildProcess {
 public:
  /// Finds the command in PATH, as a shell would, and runs it. Throws CannotStart, and
  /// std::system_error when there is no pipe or process left.
  ChildProcess(const std::vector<std::string>& command, const StartOptions& options);
  /// Kills what is left of it.
  ~ChildProcess();
  ChildProcess(const ChildProcess&) = delete;
  ChildProcess& operator=(const ChildProcess&) = delete;

  pid_t id() const { return id_; }  ///< of its group, too, when it leads one; 0 once it is reaped
  bool leads_group() const { return leads_group_; }
  /// To the whole group, when it leads one.
  void send(int signal) const;
  /// Kills what is left of it and its group, and tells how it ended; waits for that.
  ExitStatus reap();
  /// Collects what has ended among all our children; how this one did, when it did. Never waits.
  std::optional<ExitStatus> collect();

 private:
  const bool leads_group_;
  pid_t id_ = 0;
};

/// A program whose stdin, stdout and stderr are pipes of ours. It leads a process group of its own
/// and has no other file of ours, no blocked or ignored signal. See ChildProcess.
class PipedProcess : public ChildProcess {
 public:
  /// Throws as ChildProcess does. The pipes are new ones.
  PipedProcess(const std::vector<std::string>& command, const Environment& environment,
               Pipe to_in = make_pipe(), Pipe from_out = make_pipe(), Pipe from_err = make_pipe());

  /// Our ends: never blocking, closed with the object.
  FileDescriptor in;
  FileDescriptor out;
  FileDescriptor err;
  /// poll() finds it readable when the program has ended.
  int end_descriptor() const { return end_.get(); }

 private:
  FileDescriptor end_;
};

}  // namespace mockmeter
