#pragma once

#include <chrono>
#include <csignal>
#include <map>
#include <optional>

namespace mockmeter {

/// A signal that came.
struct ReceivedSignal {
  int signal = 0;
  bool from_keyboard = false;  ///< a terminal sent it, to the whole foreground group
};

/// Takes the signals that a supervisor passes on to its command, and SIGCHLD, until the process
/// ends: one Ctrl-C too many must not cost the exit code. Make it before the first thread, so that
/// no thread takes the signal instead. Those that are ignored when it is made, as nohup(1) does
/// with SIGHUP, stay ignored.
class SignalReceiver {
 public:
  SignalReceiver();
  SignalReceiver(const SignalReceiver&) = delete;
  SignalReceiver& operator=(const SignalReceiver&) = delete;

  ReceivedSignal wait() const;
  /// Empty when none came in time.
  std::optional<ReceivedSignal> wait_for(std::chrono::nanoseconds time) const;

 private:
  sigset_t taken_{};
};

/// What a signal means for the command that runs.
enum class SignalAction { kNothing, kForward, kKill };

/// Decides what happens to each signal: they are passed on, but not those of the keyboard that the
/// command has got from its terminal itself; a second Ctrl-C kills.
class SignalPolicy {
 public:
  /// One press of Ctrl-C may come twice: npm(1) repeats it to its scripts, timeout(1) to its group.
  static constexpr std::chrono::milliseconds kSamePress{100};

  explicit SignalPolicy(bool shares_terminal) : shares_terminal_(shares_terminal) {}

  /// `when`: monotonic, from any origin.
  SignalAction react(const ReceivedSignal& received, std::chrono::nanoseconds when);

 private:
  const bool shares_terminal_;
  std::map<int, std::chrono::nanoseconds> last_;  // when a signal last came that was no echo
};

}  // namespace mockmeter
