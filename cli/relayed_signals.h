#pragma once

#include <chrono>
#include <csignal>
#include <optional>

namespace mockmeter::cli {

/// A signal that came.
struct Arrival {
  int signal = 0;
  bool from_keyboard = false;  ///< a terminal sent it, to the whole foreground group
};

/// Takes the signals that `run` passes on to its command, and SIGCHLD, until the process ends: one
/// Ctrl-C too many must not cost the exit code. Make it before the first thread, so that no thread
/// takes the signal instead. Those that are ignored when it is made, as nohup(1) does with SIGHUP,
/// stay ignored.
class RelayedSignals {
 public:
  RelayedSignals();
  RelayedSignals(const RelayedSignals&) = delete;
  RelayedSignals& operator=(const RelayedSignals&) = delete;

  /// The mask that programs which are started have to get back.
  const sigset_t& mask_before() const { return before_; }
  Arrival wait() const;
  /// Empty when none came in time.
  std::optional<Arrival> wait_for(std::chrono::nanoseconds time) const;

 private:
  sigset_t taken_{};
  sigset_t before_{};
};

}  // namespace mockmeter::cli
