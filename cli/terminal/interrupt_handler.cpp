#include "cli/terminal/interrupt_handler.h"

#include <unistd.h>

#include <csignal>
#include <iostream>
#include <string>
#include <utility>

#include "base/process/exit_code.h"
#include "cli/terminal/terminal.h"
#include "server/metering/clock.h"

namespace mockmeter::cli {
namespace {

constexpr std::chrono::milliseconds kGlance{100};  // how often the end of the object is noticed

bool asks_to_end(int signal) {
  return signal == SIGINT || signal == SIGTERM || signal == SIGHUP || signal == SIGQUIT;
}

/// In the place of the line that shows the progress, and of the "^C" that a terminal writes there.
void say(const std::string& text) {
  if (wants_progress(STDERR_FILENO)) {
    show_progress("");
  } else if (!text.empty()) {
    std::cerr << '\n';
  }
  std::cerr << text << std::flush;
}

}  // namespace

InterruptHandler::InterruptHandler(std::function<void()> clean_up)
    : clean_up_(std::move(clean_up)),
      watcher_([this](const std::stop_token& stop) { watch(stop); }) {}

void InterruptHandler::watch(const std::stop_token& stop) {
  const Stopwatch watch;
  std::chrono::nanoseconds first{0};
  while (!stop.stop_requested()) {
    const auto received = signals_.wait_for(kGlance);
    if (!received || !asks_to_end(received->signal)) continue;
    if (!has_come_.exchange(true)) {
      first = watch.elapsed();
      say("mockmeter: finishing the calls under way; once more to stop at once\n");
    } else if (watch.elapsed() - first > SignalPolicy::kSamePress) {
      clean_up_();
      say("");
      _exit(kExitInterrupted);
    }
  }
}

}  // namespace mockmeter::cli
