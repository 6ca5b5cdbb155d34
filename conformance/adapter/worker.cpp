#include "conformance/adapter/worker.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <utility>
#include <vector>

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

/// Reads once into `part`, which takes the size of what came. False when nothing more is to come.
bool read_part(Descriptor& file, std::string& part) {
  part.resize(kPart);
  ssize_t size = 0;
  do {
    size = read(file.get(), part.data(), part.size());
  } while (size < 0 && errno == EINTR);
  part.resize(size > 0 ? static_cast<std::size_t>(size) : 0);
  return size > 0 || (size < 0 && errno == EAGAIN);
}

}  // namespace

Worker::Worker(const Program& program, Shared& shared, std::size_t number)
    : shared_(shared),
      number_(number),
      process_(program),
      conversation_(shared),
      lines_(kLongestLine) {}

void Worker::greet(const std::string& line, TimePoint now) {
  conversation_.expect_hello(now + shared_.patience.hello);
  send(line, now);
}

void Worker::give(Ticket& ticket, TimePoint now) {
  conversation_.expect_answer(ticket, now);
  send(ticket.line, now);
}

void Worker::dismiss(TimePoint now) {
  if (has_ended() || was_told_) return;
  was_told_ = true;
  process_.in.close();
  enter(Stage::kDismissed, now + shared_.patience.at_eof);
}

Worker::Descriptors Worker::watched() const {
  const bool has_to_write = !unsent_.empty() && !is_deaf_;
  return {{{has_to_write ? process_.in.get() : -1, POLLOUT, 0},
           {process_.out.get(), POLLIN, 0},
           {process_.err.get(), POLLIN, 0},
           {has_ended() ? -1 : process_.end_descriptor(), POLLIN, 0}}};
}

void Worker::handle(std::span<const pollfd, kDescriptors> seen, TimePoint now) {
  if (seen[kErr].revents != 0) read_stderr();
  if (seen[kOut].revents != 0) read_stdout(now);
  if (seen[kIn].revents != 0) write_lines(now);
  if (seen[kEnd].revents != 0) end(now);
  if (stage_ == Stage::kEnded && !process_.out.is_open()) leave(now);
}

void Worker::tick(TimePoint now) {
  if (!has_ended() && conversation_.expire(now)) is_retiring_ = true;
  const bool is_overdue = until_ <= now;
  if (stage_ == Stage::kEnded && is_overdue) {
    shared_.oddities.add(Oddity::kLeftBehind, "");
    leave(now);
  } else if (stage_ == Stage::kTerminated && is_overdue) {
    shared_.oddities.add(Oddity::kDeafToTerm, "");
    process_.send(SIGKILL);
    enter(Stage::kKilled, TimePoint::max());
  } else if (stage_ < Stage::kTerminated && is_overdue) {
    if (stage_ == Stage::kDismissed) outlive_eof();
    terminate(now);
  } else if (stage_ < Stage::kTerminated && is_retiring_ && conversation_.pending() == 0) {
    terminate(now);
  }
}

TimePoint Worker::due() const {
  return has_ended() ? until_ : std::min(until_, conversation_.due());
}

void Worker::enter(Stage stage, TimePoint until) {
  stage_ = stage;
  until_ = until;
}

void Worker::wane(std::string blame, TimePoint now) {
  if (stage_ != Stage::kServing) return;
  blame_ = std::move(blame);
  enter(Stage::kWaning, now + shared_.patience.at_eof);
}

void Worker::outlive_eof() {
  outlived_eof_ = true;
  shared_.oddities.add(Oddity::kDeafToEof, "");
}

void Worker::terminate(TimePoint now) {
  was_told_ = true;
  process_.in.close();
  process_.send(SIGTERM);
  enter(Stage::kTerminated, now + shared_.patience.at_term);
}

void Worker::end(TimePoint now) {
  if (process_.in.is_open() && !is_deaf_) conversation_.give_back(unread());
  process_.in.close();
  unsent_.clear();
  enter(Stage::kEnded, now + shared_.patience.afterlife);
}

void Worker::leave(TimePoint now) {
  read_stderr();
  if (const auto rest = lines_.rest()) conversation_.take_line(*rest, now);
  process_.out.close();
  process_.err.close();
  ending_ = process_.reap();
  conversation_.conclude({ending_, was_told_, was_told_ ? blame_ : ""}, now);
  enter(Stage::kGone, TimePoint::max());
}

void Worker::send(const std::string& line, TimePoint now) {
  unsent_ += line;
  write_lines(now);
}

void Worker::write_lines(TimePoint now) {
  while (!unsent_.empty() && !is_deaf_ && process_.in.is_open()) {
    const ssize_t size = write(process_.in.get(), unsent_.data(), unsent_.size());
    if (size < 0 && errno == EINTR) continue;
    if (size < 0 && errno == EAGAIN) return;
    if (size < 0) {
      is_deaf_ = true;
      conversation_.give_back(unread());
      return wane("it closed its stdin", now);
    }
    unsent_.erase(0, static_cast<std::size_t>(size));
  }
}

void Worker::read_stdout(TimePoint now) {
  std::string part;
  for (int parts = 0; parts < kPartsAtOnce; ++parts) {
    const bool may_go_on = read_part(process_.out, part);
    if (!may_go_on) {
      process_.out.close();
      return wane("it closed its stdout", now);
    }
    if (part.empty()) return;
    const std::vector<Line> lines = lines_.take(part);
    if (!lines.empty()) read_stderr();  // what was written before an answer belongs to its call
    for (const Line& line : lines) conversation_.take_line(line, now);
  }
}

void Worker::read_stderr() {
  std::string part;
  for (int parts = 0; parts < kPartsAtOnce && process_.err.is_open(); ++parts) {
    const bool may_go_on = read_part(process_.err, part);
    conversation_.take_noise(part);
    if (!may_go_on) process_.err.close();
    if (part.empty()) return;
  }
}

std::size_t Worker::unread() const {
  int in_pipe = 0;
  if (ioctl(process_.in.get(), FIONREAD, &in_pipe) != 0) in_pipe = 0;
  return unsent_.size() + static_cast<std::size_t>(in_pipe);
}

}  // namespace mockmeter::conformance
