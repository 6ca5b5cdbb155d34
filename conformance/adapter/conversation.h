#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

#include "conformance/adapter/line_reader.h"
#include "conformance/adapter/message.h"
#include "conformance/adapter/process.h"
#include "conformance/adapter/shared.h"
#include "conformance/adapter/ticket.h"

namespace mockmeter::conformance {

/// How a process came to its end.
struct Departure {
  ProcessEnding ending;
  bool was_told = false;  ///< we closed its stdin, or sent a signal
  std::string blame{};    ///< what else was wrong with it: "it closed its stdout"
};

/// What one process was asked and what it said; which answer belongs to which call, and what
/// becomes of the calls that have none. No I/O and no clock. For one thread.
class Conversation {
 public:
  explicit Conversation(Shared& shared) : shared_(shared) {}

  void expect_hello(TimePoint until);
  void expect_answer(Ticket& ticket, TimePoint now);

  void take_line(const Line& line, TimePoint now);
  void take_noise(std::string_view stderr_bytes);
  /// Ends the calls that are overdue; whether there was one.
  bool expire(TimePoint now);
  /// The process reads no more, and this much of what was sent it has never read: calls that are
  /// in there may go to another process.
  void give_back(std::size_t unread);
  /// Ends all calls that are left.
  void conclude(const Departure& departure, TimePoint now);

  TimePoint due() const;  ///< of expire(); TimePoint::max() = never
  bool is_untouched() const { return asked_ == 0; }
  bool awaits_hello() const { return hello_until_.has_value(); }
  std::size_t pending() const { return pending_.size(); }
  int answered() const { return answered_; }  ///< lines
  const std::optional<Json>& hello() const { return hello_; }
  const std::string& greeting_noise() const { return greeting_noise_; }

  /// Calls that another process has to make, since the last time.
  std::vector<Ticket*> take_returned() { return std::exchange(returned_, {}); }

 private:
  void take_answer(Message message, std::string_view text, TimePoint now);
  void take_stray(std::string_view text);
  void count_answer();
  void complete(Ticket& ticket, Outcome outcome, TimePoint now);
  void complete(Ticket& ticket, Outcome::Kind kind, std::string text, TimePoint now);
  std::string crash_text(const Departure& departure) const;

  Shared& shared_;
  std::optional<TimePoint> hello_until_;
  std::optional<Json> hello_;
  std::string greeting_noise_;
  int asked_ = 0;  // lines
  int calls_ = 0;  // among them
  int answered_ = 0;
  std::vector<Ticket*> pending_;  // in the order of their lines
  std::unordered_set<std::string> ended_ids_;
  std::vector<Ticket*> returned_;
};

}  // namespace mockmeter::conformance
