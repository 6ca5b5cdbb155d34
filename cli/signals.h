#pragma once

#include <csignal>

namespace mockmeter::cli {

/// Catches SIGTERM and SIGINT while it lives. Make it before the first thread, so that no thread
/// takes the signal instead.
class ShutdownSignals {
 public:
  ShutdownSignals();
  ShutdownSignals(const ShutdownSignals&) = delete;
  ShutdownSignals& operator=(const ShutdownSignals&) = delete;

  /// What the program does to end itself: sends SIGTERM to it.
  static void send();
  /// Returns at the first signal; from then on a second one ends the process at once.
  void wait() const;

 private:
  sigset_t set_{};
};

}  // namespace mockmeter::cli
