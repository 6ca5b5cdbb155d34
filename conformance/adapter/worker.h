#pragma once

#include <poll.h>

#include <array>
#include <cstddef>
#include <span>
#include <string>

#include "conformance/adapter/conversation.h"
#include "conformance/adapter/line_reader.h"
#include "conformance/adapter/process.h"
#include "conformance/adapter/shared.h"
#include "conformance/adapter/ticket.h"

namespace mockmeter::conformance {

/// One process of an adapter: what it is given to read, what it writes, and its end. For one
/// thread, that polls its descriptors and passes on what it saw. It never waits.
class Worker {
 public:
  static constexpr std::size_t kDescriptors = 4;
  using Descriptors = std::array<pollfd, kDescriptors>;

  /// Starts it. `number`: of the processes that run side by side, which this is; see Ticket. Throws
  /// as Process does.
  Worker(const Program& program, Shared& shared, std::size_t number);

  void greet(const std::string& line, TimePoint now);
  void give(Ticket& ticket, TimePoint now);
  /// Closes its stdin. If it does not end of that, it is ended.
  void dismiss(TimePoint now);

  Descriptors watched() const;
  void handle(std::span<const pollfd, kDescriptors> seen, TimePoint now);
  /// Does what is due by the time.
  void tick(TimePoint now);
  TimePoint due() const;  ///< when tick() is needed; TimePoint::max() = never

  bool takes_calls() const { return stage_ == Stage::kServing && !is_retiring_; }
  bool has_ended() const { return stage_ >= Stage::kEnded; }  ///< the program itself
  bool is_gone() const { return stage_ == Stage::kGone; }     ///< and whoever held its stdout
  bool outlived_eof() const { return outlived_eof_; }         ///< dismissing was not enough
  pid_t process_id() const { return process_.id(); }
  std::size_t number() const { return number_; }
  const ProcessEnding& ending() const { return ending_; }  ///< once it is gone
  Conversation& conversation() { return conversation_; }
  const Conversation& conversation() const { return conversation_; }

 private:
  enum class Stage {
    kServing,
    kWaning,      // it has closed its stdin or stdout: its end is near
    kDismissed,   // we have closed its stdin
    kTerminated,  // it got SIGTERM
    kKilled,      // it got SIGKILL
    kEnded,       // it has ended; somebody else may still hold its stdout
    kGone,
  };

  void enter(Stage stage, TimePoint until);
  void wane(std::string blame, TimePoint now);
  void outlive_eof();
  void terminate(TimePoint now);
  void end(TimePoint now);
  void leave(TimePoint now);

  void send(const std::string& line, TimePoint now);
  void write_lines(TimePoint now);
  void read_stdout(TimePoint now);
  void read_stderr();
  std::size_t unread() const;

  Shared& shared_;
  const std::size_t number_;
  Process process_;
  Conversation conversation_;
  LineReader lines_;
  std::string unsent_;
  bool is_deaf_ = false;      // it has closed its stdin
  bool is_retiring_ = false;  // a call of it was overdue
  bool was_told_ = false;
  bool outlived_eof_ = false;
  std::string blame_;
  Stage stage_ = Stage::kServing;
  TimePoint until_ = TimePoint::max();  // how long the stage may last
  ProcessEnding ending_;
};

}  // namespace mockmeter::conformance
