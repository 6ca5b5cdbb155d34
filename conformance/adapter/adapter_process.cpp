#include "conformance/adapter/adapter_process.h"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <utility>

namespace mockmeter::conformance {
namespace {

constexpr std::size_t kLongestLine = std::size_t{16} << 20;
constexpr std::size_t kPart = 64 * 1024;  // what a pipe holds
constexpr int kPartsAtOnce = 16;          // then others have their turn

// The places in watched().
constexpr std::size_t kIn = 0;
constexpr std::size_t kOut = 1;
constexpr std::size_t kErr = 2;
constexpr std::size_t kEnd = 3;

/// Passes on what there is to read, part by part, and closes the file when no more is to come.
void read_parts(FileDescriptor& file, auto take) {
  std::string part;
  for (int parts = 0; parts < kPartsAtOnce && file.is_open(); ++parts) {
    part.resize(kPart);
    ssize_t size = 0;
    do {
      size = read(file.get(), part.data(), part.size());
    } while (size < 0 && errno == EINTR);
    if (size < 0 && errno == EAGAIN) return;
    if (size <= 0) return file.close();
    part.resize(static_cast<std::size_t>(size));
    take(part);
  }
}

}  // namespace

AdapterProcess::AdapterProcess(const std::vector<std::string>& command,
                               const Environment& environment, AdapterState& state,
                               std::size_t number)
    : state_(state),
      number_(number),
      process_(command, environment),
      session_(state),
      lines_(kLongestLine) {}

void AdapterProcess::exchange_hello(const std::string& line, TimePoint now) {
  session_.expect_hello(now + state_.timeouts.hello);
  send(line, now);
}

void AdapterProcess::assign(PendingCall& call, TimePoint now) {
  session_.expect_reply(call, now);
  send(call.line, now);
}

void AdapterProcess::close_stdin(TimePoint now) {
  if (is_gone() || was_told_) return;
  was_told_ = true;
  process_.in.close();
  enter(State::kStdinClosed, now + state_.timeouts.at_eof);
}

AdapterProcess::Descriptors AdapterProcess::watched() const {
  return {{{unsent_.empty() ? -1 : process_.in.get(), POLLOUT, 0},
           {process_.out.get(), POLLIN, 0},
           {process_.err.get(), POLLIN, 0},
           {is_gone() ? -1 : process_.end_descriptor(), POLLIN, 0}}};
}

void AdapterProcess::handle(std::span<const pollfd, kDescriptors> seen, TimePoint now) {
  if (seen[kErr].revents != 0) read_stderr();
  if (seen[kOut].revents != 0) read_stdout(now);
  if (seen[kIn].revents != 0) write_lines(now);
  if (seen[kEnd].revents != 0) {
    process_.in.close();
    enter(State::kEnded, now + state_.timeouts.stdout_drain);
  }
  if (stage_ == State::kEnded && !process_.out.is_open()) reap(now);
}

void AdapterProcess::tick(TimePoint now) {
  if (!is_gone() && session_.expire(now)) is_retiring_ = true;
  const bool is_overdue = until_ <= now;
  if (stage_ == State::kEnded && is_overdue) {
    state_.warnings.add(ProtocolWarning::kStdoutHeld);
    reap(now);
  } else if (stage_ == State::kTerminated && is_overdue) {
    state_.warnings.add(ProtocolWarning::kIgnoredTerm);
    process_.send(SIGKILL);
    enter(State::kKilled, TimePoint::max());
  } else if (stage_ == State::kStdinClosed && is_overdue) {
    state_.warnings.add(ProtocolWarning::kIgnoredEof);
    ignored_eof_ = true;
    terminate(now);
  } else if (stage_ < State::kTerminated &&
             (is_overdue || (is_retiring_ && session_.pending() == 0))) {
    terminate(now);
  } else if (state_.mode == AdapterMode::kOneShot && session_.is_done()) {
    close_stdin(now);
  }
}

TimePoint AdapterProcess::due() const {
  return is_gone() ? until_ : std::min(until_, session_.due());
}

void AdapterProcess::enter(State stage, TimePoint until) {
  stage_ = stage;
  until_ = until;
}

void AdapterProcess::begin_closing(std::string detail, TimePoint now) {
  if (stage_ != State::kServing) return;
  detail_ = std::move(detail);
  enter(State::kClosing, now + state_.timeouts.at_eof);
}

void AdapterProcess::terminate(TimePoint now) {
  was_told_ = true;
  process_.in.close();
  process_.send(SIGTERM);
  enter(State::kTerminated, now + state_.timeouts.at_term);
}

void AdapterProcess::reap(TimePoint now) {
  read_stderr();
  if (const auto rest = lines_.rest()) session_.take_line(*rest, now);
  process_.out.close();
  process_.err.close();
  ending_ = process_.reap();
  left_ = session_.conclude({ending_, was_told_, was_told_ ? detail_ : ""}, now);
  enter(State::kReaped, TimePoint::max());
}

void AdapterProcess::send(const std::string& line, TimePoint now) {
  unsent_ += line;
  write_lines(now);
}

void AdapterProcess::write_lines(TimePoint now) {
  while (!unsent_.empty() && process_.in.is_open()) {
    const ssize_t size = write(process_.in.get(), unsent_.data(), unsent_.size());
    if (size < 0 && errno == EINTR) continue;
    if (size < 0 && errno == EAGAIN) return;
    if (size < 0) {
      process_.in.close();
      return begin_closing("it closed its stdin", now);
    }
    unsent_.erase(0, static_cast<std::size_t>(size));
  }
}

void AdapterProcess::read_stdout(TimePoint now) {
  read_parts(process_.out, [&](const std::string& part) {
    const std::vector<Line> lines = lines_.take(part);
    if (!lines.empty()) read_stderr();  // what was written before a reply belongs to its call
    for (const Line& line : lines) session_.take_line(line, now);
  });
  if (!process_.out.is_open()) begin_closing("it closed its stdout", now);
}

void AdapterProcess::read_stderr() {
  read_parts(process_.err, [&](const std::string& part) { session_.take_stderr(part); });
}

}  // namespace mockmeter::conformance
