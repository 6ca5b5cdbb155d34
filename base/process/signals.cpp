#include "base/process/signals.h"

#include <pthread.h>

namespace mockmeter {
namespace {

constexpr int kRelayed[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGUSR1, SIGUSR2};

bool is_ignored(int signal) {
  struct sigaction action {};
  sigaction(signal, nullptr, &action);
  return action.sa_handler == SIG_IGN;
}

ReceivedSignal read_info(const siginfo_t& info) {
  return {info.si_signo, info.si_code == SI_KERNEL};
}

bool ends_programs(int signal) { return signal != SIGUSR1 && signal != SIGUSR2; }

}  // namespace

SignalReceiver::SignalReceiver() {
  std::signal(SIGCHLD, SIG_DFL);  // where it is ignored nobody learns how a program ended
  sigemptyset(&taken_);
  sigaddset(&taken_, SIGCHLD);
  for (const int signal : kRelayed) {
    if (!is_ignored(signal)) sigaddset(&taken_, signal);
  }
  pthread_sigmask(SIG_BLOCK, &taken_, nullptr);
}

ReceivedSignal SignalReceiver::wait() const {
  siginfo_t info{};
  while (sigwaitinfo(&taken_, &info) < 0) {
    // a debugger or SIGCONT has interrupted it
  }
  return read_info(info);
}

std::optional<ReceivedSignal> SignalReceiver::wait_for(std::chrono::nanoseconds time) const {
  const auto whole = std::chrono::duration_cast<std::chrono::seconds>(time);
  const timespec limit{whole.count(), (time - whole).count()};
  siginfo_t info{};
  if (sigtimedwait(&taken_, &info, &limit) < 0) return std::nullopt;
  return read_info(info);
}

SignalAction SignalPolicy::react(const ReceivedSignal& received, std::chrono::nanoseconds when) {
  if (ends_programs(received.signal)) {
    const auto [last, is_first] = last_.emplace(received.signal, when);
    if (!is_first) {
      if (when - last->second < kSamePress) return SignalAction::kNothing;
      if (received.signal == SIGINT) return SignalAction::kKill;
      last->second = when;
    }
  }
  return received.from_keyboard && shares_terminal_ ? SignalAction::kNothing
                                                    : SignalAction::kForward;
}

}  // namespace mockmeter
