#include "cli/relayed_signals.h"

#include <pthread.h>

namespace mockmeter::cli {
namespace {

constexpr int kRelayed[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGUSR1, SIGUSR2};

bool is_ignored(int signal) {
  struct sigaction action {};
  sigaction(signal, nullptr, &action);
  return action.sa_handler == SIG_IGN;
}

Arrival arrival_of(const siginfo_t& info) { return {info.si_signo, info.si_code == SI_KERNEL}; }

}  // namespace

RelayedSignals::RelayedSignals() {
  std::signal(SIGCHLD, SIG_DFL);  // where it is ignored nobody learns how a program ended
  sigemptyset(&taken_);
  sigaddset(&taken_, SIGCHLD);
  for (const int signal : kRelayed) {
    if (!is_ignored(signal)) sigaddset(&taken_, signal);
  }
  pthread_sigmask(SIG_BLOCK, &taken_, &before_);
}

Arrival RelayedSignals::wait() const {
  siginfo_t info{};
  while (sigwaitinfo(&taken_, &info) < 0) {
    // a debugger or SIGCONT has interrupted it
  }
  return arrival_of(info);
}

std::optional<Arrival> RelayedSignals::wait_for(std::chrono::nanoseconds time) const {
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(time);
  const timespec limit{seconds.count(), (time - seconds).count()};
  siginfo_t info{};
  if (sigtimedwait(&taken_, &info, &limit) < 0) return std::nullopt;
  return arrival_of(info);
}

}  // namespace mockmeter::cli
