#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <exception>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "base/process/child_process.h"
#include "conformance/adapter/line_reader.h"
#include "conformance/adapter/message.h"
#include "conformance/adapter/protocol_warnings.h"
#include "conformance/evaluation/wire/redaction.h"
#include "conformance/model/call.h"
#include "conformance/model/json.h"

namespace mockmeter::conformance {

using TimePoint = std::chrono::steady_clock::time_point;

/// How an adapter lives: whether the process that was told hello goes on or ends.
enum class AdapterMode {
  kUnknown,     ///< neither has been seen; taken for kPersistent
  kOneShot,     ///< a process replies with a line and ends: there is one for each call
  kPersistent,  ///< a process answers until its stdin is closed
};

/// How long a process may take to do what it ought to.
struct ProcessTimeouts {
  std::chrono::nanoseconds hello = std::chrono::seconds(10);
  std::chrono::nanoseconds at_eof = std::chrono::seconds(2);
  std::chrono::nanoseconds at_term = std::chrono::seconds(1);
  /// Of what still holds its stdout when it has ended, such as a tee(1).
  std::chrono::nanoseconds stdout_drain = std::chrono::milliseconds(250);
};

/// What the processes of an adapter have in common.
struct AdapterState {
  ProcessTimeouts timeouts{};
  AdapterMode mode = AdapterMode::kUnknown;
  ProtocolWarnings warnings{};
  Redaction redaction{};  ///< of the credentials that the processes were given
};

/// A call on its way. Whoever makes it waits for its end; until then it belongs to the driver.
struct PendingCall {
  std::string id;
  std::string line;
  Json credential;  ///< that the line has
  /// Calls with the same number go to the same process of a persistent adapter.
  std::size_t process = 0;
  std::chrono::nanoseconds limit{0};

  TimePoint given{};          ///< to the process that has it
  std::string stderr_output;  ///< what came meanwhile, cut
  std::string stray;          ///< the first line on stdout meanwhile that was no message, to show

  std::optional<CallOutcome> outcome;  ///< its end, or else:
  std::exception_ptr failure;          ///< it could not be made at all

  std::condition_variable* ended = nullptr;  ///< who waits for one of the two; null = nobody

  TimePoint deadline() const { return given + limit; }
};

/// How a process came to its end.
struct ProcessExit {
  ExitStatus ending;
  bool was_told = false;  ///< we closed its stdin, or sent a signal
  std::string detail{};   ///< what else was wrong with it: "it closed its stdout"
};

/// What one process was asked and what it said; which reply belongs to which call, and what
/// becomes of the calls that have none. No I/O and no clock. For one thread.
class ProtocolSession {
 public:
  explicit ProtocolSession(AdapterState& state) : state_(state) {}

  void expect_hello(TimePoint until) { hello_until_ = until; }
  void expect_reply(PendingCall& call, TimePoint now);

  void take_line(const Line& line, TimePoint now);
  void take_stderr(std::string_view bytes);
  /// Ends the calls that are overdue; whether there was one.
  bool expire(TimePoint now);
  /// Ends all calls that are left. A process that ends of itself when all that it has answered is
  /// one line, hello above all, is one of a one-shot adapter: other processes have to make the
  /// calls, which are returned.
  std::vector<PendingCall*> conclude(const ProcessExit& exit, TimePoint now);

  TimePoint due() const;  ///< of expire(); TimePoint::max() = never
  bool awaits_hello() const { return hello_until_.has_value(); }
  std::size_t pending() const { return pending_.size(); }
  /// Whether a process of a one-shot adapter has nothing more to do.
  bool is_done() const { return ended_lines() > 0 && pending_.empty() && !awaits_hello(); }
  int replies() const { return replies_; }  ///< hello's and those to calls
  const std::optional<Json>& hello() const { return hello_; }
  /// What came on stderr before the first call.
  const std::string& greeting_output() const { return greeting_output_; }

 private:
  void take_reply(Message message, std::string_view text, TimePoint now);
  void take_stray(std::string_view text);
  void complete(PendingCall& call, CallOutcome outcome, TimePoint now);
  void complete(PendingCall& call, CallOutcome::Kind kind, std::string text, TimePoint now);
  std::string crash_text(const ProcessExit& exit) const;
  int ended_lines() const { return replies_ + (missed_hello_ ? 1 : 0); }

  AdapterState& state_;
  std::optional<TimePoint> hello_until_;
  std::optional<Json> hello_;
  bool missed_hello_ = false;
  std::string greeting_output_;
  bool was_called_ = false;
  int replies_ = 0;
  std::vector<PendingCall*> pending_;  // in the order of their lines
  std::unordered_set<std::string> ended_ids_;
};

}  // namespace mockmeter::conformance
