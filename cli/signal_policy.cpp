#include "cli/signal_policy.h"

namespace mockmeter::cli {
namespace {

bool ends_programs(int signal) { return signal != SIGUSR1 && signal != SIGUSR2; }

}  // namespace

Reaction SignalPolicy::react(const Arrival& arrival, std::chrono::nanoseconds when) {
  if (ends_programs(arrival.signal)) {
    const auto [last, is_first] = last_.emplace(arrival.signal, when);
    if (!is_first) {
      if (when - last->second < kSamePress) return Reaction::kNothing;
      if (arrival.signal == SIGINT) return Reaction::kKill;
      last->second = when;
    }
  }
  return arrival.from_keyboard && shares_terminal_ ? Reaction::kNothing : Reaction::kForward;
}

}  // namespace mockmeter::cli
