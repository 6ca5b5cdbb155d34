#include "conformance/adapter/process.h"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/wait.h>

extern "C" {
#include <sys/pidfd.h>  // glibc 2.36 forgot to say that these are C
}

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <stdexcept>
#include <system_error>

namespace mockmeter::conformance {
namespace {

constexpr int kFirstOther = 3;             // behind stdin, stdout and stderr
constexpr int kMostDescriptors = 1 << 16;  // looked through where Linux cannot do it for us

[[noreturn]] void give_up(const char* what) {
  throw std::system_error(errno, std::generic_category(), what);
}

struct Pipe {
  Descriptor read;
  Descriptor write;
};

/// Where it is out of the way of dup2() onto 0, 1 and 2, whatever of those we have closed.
Descriptor moved_up(Descriptor file) {
  if (file.get() >= kFirstOther) return file;
  Descriptor higher(fcntl(file.get(), F_DUPFD_CLOEXEC, kFirstOther));
  if (!higher.is_open()) give_up("cannot make a pipe");
  return higher;
}

Pipe make_pipe() {
  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_CLOEXEC) != 0) give_up("cannot make a pipe");
  Descriptor read(ends[0]);
  Descriptor write(ends[1]);
  return {moved_up(std::move(read)), moved_up(std::move(write))};
}

void never_block(const Descriptor& file) {
  fcntl(file.get(), F_SETFL, fcntl(file.get(), F_GETFL) | O_NONBLOCK);
}

/// The pipes of one program, and the one that tells why it could not be run.
struct Pipes {
  Pipe in = make_pipe();
  Pipe out = make_pipe();
  Pipe err = make_pipe();
  Pipe refusal = make_pipe();
};

// From here to the end of become() nothing may be called that is not safe between fork and exec.

void close_others_at_exec() {
  if (close_range(kFirstOther, ~0U, CLOSE_RANGE_CLOEXEC) == 0) return;
  for (int file = kFirstOther; file < kMostDescriptors; ++file) fcntl(file, F_SETFD, FD_CLOEXEC);
}

void reset_signals() {
  for (int number = 1; number < NSIG; ++number) signal(number, SIG_DFL);
  sigset_t none{};
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);
}

[[noreturn]] void become(const Program& program, const Pipes& pipes, pid_t parent) {
  setpgid(0, 0);
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != parent) _exit(kNotFound);  // it died before we said so
  dup2(pipes.in.read.get(), STDIN_FILENO);
  dup2(pipes.out.write.get(), STDOUT_FILENO);
  dup2(pipes.err.write.get(), STDERR_FILENO);
  close_others_at_exec();
  reset_signals();
  const int reason = program.execute();
  if (write(pipes.refusal.write.get(), &reason, sizeof reason) < 0) _exit(kNotFound - 1);
  _exit(kNotFound);
}

/// The id of the new process, or -1. fork() would copy the page tables of all our memory, and each
/// of our threads would pay for each page that it writes next; that is most of what a one-shot
/// adapter costs. Until it has become the program, the child borrows our memory and this thread
/// waits.
pid_t start(const Program& program, const Pipes& pipes) {
  const pid_t parent = getpid();
  const pid_t id = vfork();                     // NOLINT(clang-analyzer-security.insecureAPI.vfork)
  if (id == 0) become(program, pipes, parent);  // NOLINT(clang-analyzer-unix.Vfork)
  return id;
}

/// 0 = it runs.
int read_refusal(Pipe& refusal) {
  refusal.write.close();
  int reason = 0;
  ssize_t size = 0;
  do {
    size = read(refusal.read.get(), &reason, sizeof reason);
  } while (size < 0 && errno == EINTR);
  return size == sizeof reason ? reason : 0;
}

}  // namespace

Process::Process(const Program& program) {
  Pipes pipes;
  id_ = start(program, pipes);
  if (id_ < 0) give_up("cannot start another process");
  const int reason = read_refusal(pipes.refusal);
  if (reason == 0) end_ = Descriptor(pidfd_open(id_, 0));
  if (!end_.is_open()) {
    const int trouble = errno;
    reap();
    if (reason != 0) throw std::runtime_error(program.cannot_run(reason));
    throw std::system_error(trouble, std::generic_category(), "cannot watch a process");
  }
  in = std::move(pipes.in.write);
  out = std::move(pipes.out.read);
  err = std::move(pipes.err.read);
  for (const Descriptor* file : {&in, &out, &err}) never_block(*file);
}

Process::~Process() {
  if (id_ != 0) reap();
}

void Process::send(int signal) const {
  if (id_ != 0) kill(-id_, signal);
}

ProcessEnding Process::reap() {
  int status = 0;
  send(SIGKILL);  // while its id, and with it the group's, cannot be another's
  while (waitpid(id_, &status, 0) < 0 && errno == EINTR) {
  }
  id_ = 0;
  return ending_of(status);
}

}  // namespace mockmeter::conformance
