#include "cli/child.h"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <string_view>
#include <system_error>

namespace mockmeter::cli {
namespace {

constexpr int kNotFound = 127;
constexpr int kNotRunnable = 126;

bool has_terminal() {
  const int terminal = open("/dev/tty", O_RDWR | O_CLOEXEC);
  if (terminal >= 0) close(terminal);
  return terminal >= 0;
}

std::string read_all(int file) {
  std::string all;
  std::array<char, 4096> part{};
  for (;;) {
    const ssize_t size = read(file, part.data(), part.size());
    if (size < 0 && errno == EINTR) continue;
    if (size <= 0) return all;
    all.append(part.data(), static_cast<std::size_t>(size));
  }
}

/// Without SIGPIPE when nobody reads any more.
void send_all(int file, std::string_view text) {
  while (!text.empty()) {
    const ssize_t size = send(file, text.data(), text.size(), MSG_NOSIGNAL);
    if (size < 0 && errno == EINTR) continue;
    if (size <= 0) return;
    text.remove_prefix(static_cast<std::size_t>(size));
  }
}

/// "NAME=VALUE" NUL ..., and an empty entry that says that it is whole.
std::string packed(const Environment& environment) {
  std::string text;
  for (const auto& [name, value] : environment) text += name + '=' + value + '\0';
  return text + '\0';
}

bool is_whole(std::string_view text) {
  return !text.empty() && text.back() == '\0' &&
         (text.size() == 1 || text[text.size() - 2] == '\0');
}

/// What the forked process does: waits at the gate, and becomes the command.
[[noreturn]] void become(const std::vector<std::string>& command, int gate, const sigset_t& mask) {
  std::string environment = read_all(gate);
  if (!is_whole(environment)) _exit(kNotFound);  // we were given up
  for (char* at = environment.data(); *at != '\0'; at += std::strlen(at) + 1) putenv(at);
  std::vector<char*> arguments;
  for (const std::string& argument : command) {
    arguments.push_back(const_cast<char*>(argument.c_str()));
  }
  arguments.push_back(nullptr);
  pthread_sigmask(SIG_SETMASK, &mask, nullptr);
  execvp(arguments.front(), arguments.data());
  const int reason = errno;
  send_all(gate, {reinterpret_cast<const char*>(&reason), sizeof reason});
  _exit(kNotFound);
}

CannotStart cannot_start(const std::string& program, int reason) {
  const bool is_found = reason != ENOENT && reason != ENOTDIR;
  return {"cannot run \"" + program + "\": " + std::strerror(reason) +
              (is_found ? "; is it a program, and executable?"
                        : "; is it spelt right, and in a folder of PATH?"),
          is_found ? kNotRunnable : kNotFound};
}

}  // namespace

Child::Child(std::vector<std::string> command, const sigset_t& mask)
    : command_(std::move(command)), shares_terminal_(has_terminal()) {
  std::array<int, 2> ends{};
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0) {
    throw std::system_error(errno, std::generic_category(), "cannot make a socket pair");
  }
  const pid_t parent = getpid();
  pid_ = fork();
  if (pid_ == 0) {
    close(ends[0]);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent) _exit(kNotFound);  // it died before we said so
    if (!shares_terminal_) setpgid(0, 0);
    become(command_, ends[1], mask);
  }
  gate_ = ends[0];
  close(ends[1]);
  if (pid_ < 0) {
    close(gate_);
    throw std::system_error(errno, std::generic_category(), "cannot start another process");
  }
  if (!shares_terminal_) setpgid(pid_, pid_);  // both do, so that it is done before either goes on
}

Child::~Child() {
  close(gate_);
  if (pid_ == 0) return;
  send(SIGKILL);
  waitpid(pid_, nullptr, 0);
}

void Child::start(const Environment& environment) {
  send_all(gate_, packed(environment));
  shutdown(gate_, SHUT_WR);
  const std::string answer = read_all(gate_);
  int reason = 0;
  if (answer.size() != sizeof reason) return;  // it runs
  std::memcpy(&reason, answer.data(), sizeof reason);
  throw cannot_start(command_.front(), reason);
}

void Child::send(int signal) const {
  if (pid_ != 0) kill(shares_terminal_ ? pid_ : -pid_, signal);
}

std::optional<ProcessEnding> Child::reap() {
  std::optional<ProcessEnding> ended;
  int status = 0;
  for (pid_t pid = 0; (pid = waitpid(-1, &status, WNOHANG)) > 0;) {
    if (pid != pid_) continue;
    ended = ending_of(status);
    pid_ = 0;
  }
  return ended;
}

}  // namespace mockmeter::cli
