#pragma once

#include <atomic>
#include <functional>
#include <thread>

#include "base/process/signals.h"

namespace mockmeter::cli {

/// Notices Ctrl-C and SIGTERM while it lives: the first asks to finish, with a word on stderr; the
/// second ends the program at once, with 130, and no destructor but `clean_up` runs. Make it before
/// the first thread.
class InterruptHandler {
 public:
  explicit InterruptHandler(std::function<void()> clean_up = [] {});
  InterruptHandler(const InterruptHandler&) = delete;
  InterruptHandler& operator=(const InterruptHandler&) = delete;

  bool has_come() const { return has_come_; }

 private:
  void watch(const std::stop_token& stop);

  const std::function<void()> clean_up_;
  const SignalReceiver signals_;
  std::atomic<bool> has_come_{false};
  std::jthread watcher_;
};

}  // namespace mockmeter::cli
