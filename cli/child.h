#pragma once

#include <sys/types.h>

#include <csignal>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "base/process/process_ending.h"

namespace mockmeter::cli {

/// The program could not be started; `exit_code` as shells have it: 127 = not found, 126 = found,
/// but cannot be run.
struct CannotStart : std::runtime_error {
  CannotStart(const std::string& what, int code) : std::runtime_error(what), exit_code(code) {}
  int exit_code;
};

/// Names and values of environment variables.
using Environment = std::vector<std::pair<std::string, std::string>>;

/// A program that has our stdin, stdout and stderr, untouched, and does not outlive us.
///
/// On a terminal it stays in our process group, as job control would have it: it may read the
/// terminal, and Ctrl-C and Ctrl-Z reach it without us. Elsewhere it leads a group of its own, so
/// that signals reach what it has started too.
class Child {
 public:
  /// Forks, so make it before the first thread; the command itself waits for start(). `mask` is its
  /// signal mask. Throws std::system_error.
  Child(std::vector<std::string> command, const sigset_t& mask);
  /// Kills it when reap() has not seen its end.
  ~Child();
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  /// Runs the command, with these variables beside our own. Throws CannotStart.
  void start(const Environment& environment);
  /// Whether it gets the terminal's signals itself.
  bool shares_terminal() const { return shares_terminal_; }
  void send(int signal) const;
  /// Collects what has ended among our children; how this one did, when it did. Never waits.
  std::optional<ProcessEnding> reap();

 private:
  const std::vector<std::string> command_;
  const bool shares_terminal_;
  pid_t pid_ = 0;  // 0 = its end was seen
  int gate_ = -1;  // the environment goes in; the reason comes out when it cannot run
};

}  // namespace mockmeter::cli
