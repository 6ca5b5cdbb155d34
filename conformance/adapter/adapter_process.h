#pragma once

#include <poll.h>

#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "base/process/child_process.h"
#include "conformance/adapter/line_reader.h"
#include "conformance/adapter/protocol_session.h"

namespace mockmeter::conformance {

/// One process of an adapter: what it is given to read, what it writes, and its end. For one
/// thread, that polls its descriptors and passes on what it saw. It never waits.
class AdapterProcess {
 public:
  static constexpr std::size_t kDescriptors = 4;
  using Descriptors = std::array<pollfd, kDescriptors>;

  /// Starts it. `number`: of the processes that run side by side, which this is; see PendingCall.
  /// Throws as PipedProcess does.
  AdapterProcess(const std::vector<std::string>& command, const Environment& environment,
                 AdapterState& state, std::size_t number);

  void exchange_hello(const std::string& line, TimePoint now);
  void assign(PendingCall& call, TimePoint now);
  /// If it does not end of that, it is ended.
  void close_stdin(TimePoint now);

  Descriptors watched() const;
  void handle(std::span<const pollfd, kDescriptors> seen, TimePoint now);
  /// Does what is due by the time.
  void tick(TimePoint now);
  TimePoint due() const;  ///< when tick() is needed; TimePoint::max() = never

  bool takes_calls() const { return stage_ == State::kServing && !is_retiring_; }
  bool is_gone() const { return stage_ >= State::kEnded; }     ///< the program itself
  bool is_reaped() const { return stage_ == State::kReaped; }  ///< and nobody holds its stdout
  bool ignored_eof() const { return ignored_eof_; }            ///< close_stdin() was not enough
  pid_t id() const { return process_.id(); }
  std::size_t number() const { return number_; }
  const ProtocolSession& session() const { return session_; }
  // Once it is reaped:
  const ExitStatus& ending() const { return ending_; }
  const std::vector<PendingCall*>& left() const {
    return left_;
  }  ///< calls that others have to make

 private:
  enum class State {
    kServing,
    kClosing,      // it has closed its stdin or stdout: its end is near
    kStdinClosed,  // by us
    kTerminated,   // it got SIGTERM
    kKilled,       // it got SIGKILL
    kEnded,        // it has ended; somebody else may still hold its stdout
    kReaped,
  };

  void enter(State stage, TimePoint until);
  void begin_closing(std::string detail, TimePoint now);
  void terminate(TimePoint now);
  void reap(TimePoint now);
  void send(const std::string& line, TimePoint now);
  void write_lines(TimePoint now);
  void read_stdout(TimePoint now);
  void read_stderr();

  AdapterState& state_;
  const std::size_t number_;
  PipedProcess process_;
  ProtocolSession session_;
  LineReader lines_;
  std::string unsent_;
  bool is_retiring_ = false;  // a call of it was overdue
  bool was_told_ = false;     // to end
  bool ignored_eof_ = false;
  std::string detail_;
  State stage_ = State::kServing;
  TimePoint until_ = TimePoint::max();  // how long the stage may last
  ExitStatus ending_;
  std::vector<PendingCall*> left_;
};

}  // namespace mockmeter::conformance
