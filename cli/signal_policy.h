#pragma once

#include <chrono>
#include <map>

#include "cli/relayed_signals.h"

namespace mockmeter::cli {

/// What a signal means for the command that runs.
enum class Reaction { kNothing, kForward, kKill };

/// Decides what happens to each signal: they are passed on, but not those of the keyboard that the
/// command has got from its terminal itself; a second Ctrl-C kills.
class SignalPolicy {
 public:
  /// One press of Ctrl-C may come twice: npm(1) repeats it to its scripts, timeout(1) to its group.
  static constexpr std::chrono::milliseconds kSamePress{100};

  explicit SignalPolicy(bool shares_terminal) : shares_terminal_(shares_terminal) {}

  /// `when`: monotonic, from any origin.
  Reaction react(const Arrival& arrival, std::chrono::nanoseconds when);

 private:
  const bool shares_terminal_;
  std::map<int, std::chrono::nanoseconds> last_;  // when a signal last came that was no echo
};

}  // namespace mockmeter::cli
