#include "base/process/child_process.h"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

extern "C" {
#include <sys/pidfd.h>  // glibc 2.36 forgot to say that these are C
}

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <system_error>

namespace mockmeter {
namespace {

constexpr int kFirstOther = STDERR_FILENO + 1;
constexpr unsigned kMostDescriptors = 1U << 16;  // looked through where Linux cannot do it for us

[[noreturn]] void give_up(const char* what) {
  throw std::system_error(errno, std::generic_category(), what);
}

/// Moves it out of the way of dup2() onto stdin, stdout and stderr.
FileDescriptor moved_up(FileDescriptor low) {
  FileDescriptor high(fcntl(low.get(), F_DUPFD_CLOEXEC, kFirstOther));
  if (!high.is_open()) give_up("cannot make a pipe");
  return high;
}

/// All that exec needs: nothing may be allocated then.
struct Image {
  std::vector<std::string> variables;
  std::vector<char*> arguments;
  std::vector<char*> environment;
};

std::vector<char*> pointers(const std::vector<std::string>& texts) {
  std::vector<char*> all;
  for (const std::string& text : texts) all.push_back(const_cast<char*>(text.c_str()));
  all.push_back(nullptr);
  return all;
}

Image image_of(const std::vector<std::string>& command, const Environment& added) {
  Image image;
  for (char** each = environ; *each != nullptr; ++each) image.variables.emplace_back(*each);
  for (const auto& [name, value] : added) {
    const std::string start = name + '=';
    std::erase_if(image.variables, [&](const std::string& old) { return old.starts_with(start); });
    image.variables.push_back(start + value);
  }
  image.arguments = pointers(command);
  image.environment = pointers(image.variables);
  return image;
}

// From here to the end of become() nothing may be called that is not safe between vfork and exec.

void close_at_exec(unsigned first, unsigned last) {
  if (first > last || close_range(first, last, CLOSE_RANGE_CLOEXEC) == 0) return;
  for (unsigned file = first; file <= std::min(last, kMostDescriptors); ++file) {
    fcntl(static_cast<int>(file), F_SETFD, FD_CLOEXEC);
  }
}

void leave_only(const Inheritance& inheritance) {
  unsigned first = kFirstOther;
  for (const int kept : inheritance.descriptors) {
    close_at_exec(first, static_cast<unsigned>(kept) - 1);
    first = static_cast<unsigned>(kept) + 1;
  }
  close_at_exec(first, ~0U);
  for (int number = 1; number < NSIG; ++number) {
    signal(number, sigismember(&inheritance.ignored, number) == 1 ? SIG_IGN : SIG_DFL);
  }
  sigprocmask(SIG_SETMASK, &inheritance.blocked, nullptr);
}

[[noreturn]] void become(const Image& image, const StartOptions& options, pid_t parent,
                         int refusal) {
  if (options.leads_group) setpgid(0, 0);
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != parent) _exit(kExitNotFound);  // it died before we said so
  for (int file = 0; file < kFirstOther; ++file) {
    const int ours = options.standard.at(static_cast<std::size_t>(file));
    if (ours != file) dup2(ours, file);
  }
  leave_only(options.inheritance);
  // That of glibc allocates nothing, as its posix_spawn() relies on.
  execvpe(image.arguments.front(), image.arguments.data(), image.environment.data());
  const int reason = errno;
  if (write(refusal, &reason, sizeof reason) < 0) _exit(kExitNotRunnable);
  _exit(kExitNotFound);
}

/// The id of the new process, or -1. fork() would copy the page tables of all our memory, and each
/// of our threads would pay for each page that it writes next; that is most of what a one-shot
/// adapter costs. Until it has become the program, the child borrows our memory and this thread
/// waits.
pid_t start(const Image& image, const StartOptions& options, int refusal) {
  const pid_t parent = getpid();
  const pid_t id = vfork();  // NOLINT(clang-analyzer-security.insecureAPI.vfork)
  if (id == 0) become(image, options, parent, refusal);  // NOLINT(clang-analyzer-unix.Vfork)
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

bool is_found(int reason) { return reason != ENOENT && reason != ENOTDIR; }

}  // namespace

ExitStatus exit_status_of(int status) {
  return WIFSIGNALED(status) ? ExitStatus{0, WTERMSIG(status)} : ExitStatus{WEXITSTATUS(status), 0};
}

std::string to_string(const ExitStatus& ending) {
  return ending.signal == 0 ? "exit code " + std::to_string(ending.code)
                            : signal_name(ending.signal);
}

std::string signal_name(int signal) {
  const char* const name = sigabbrev_np(signal);
  return name == nullptr ? "signal " + std::to_string(signal) : std::string("SIG") + name;
}

Pipe make_pipe() {
  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_CLOEXEC) != 0) give_up("cannot make a pipe");
  FileDescriptor read(ends[0]);
  FileDescriptor write(ends[1]);
  return {moved_up(std::move(read)), moved_up(std::move(write))};
}

CannotStart::CannotStart(const std::string& program, int reason)
    : std::runtime_error(
          "cannot run \"" + program + "\": " + std::strerror(reason) +
          (is_found(reason)
               ? "; is it a program, and executable (chmod +x)? A script may be given to its "
                 "interpreter: \"python3 script.py\""
               : "; is it spelt right, and in a folder of PATH? A script may also name an "
                 "interpreter that is not there in its first line")),
      exit_code(is_found(reason) ? kExitNotRunnable : kExitNotFound) {}

Inheritance::Inheritance() {
  sigemptyset(&blocked);
  sigemptyset(&ignored);
}

Inheritance Inheritance::of_ours() {
  Inheritance ours;
  sigprocmask(SIG_SETMASK, nullptr, &ours.blocked);
  for (int number = 1; number < NSIG; ++number) {
    struct sigaction action {};
    const bool is_there = sigaction(number, nullptr, &action) == 0;
    if (is_there && action.sa_handler == SIG_IGN) sigaddset(&ours.ignored, number);
  }
  sigdelset(&ours.ignored, SIGCHLD);  // where it is ignored nobody learns how a program ended
  std::error_code unreadable;
  for (const auto& each : std::filesystem::directory_iterator("/proc/self/fd", unreadable)) {
    const int file = std::stoi(each.path().filename());
    const int flags = fcntl(file, F_GETFD);
    if (file >= kFirstOther && (flags & FD_CLOEXEC) == 0) ours.descriptors.push_back(file);
  }
  std::ranges::sort(ours.descriptors);
  return ours;
}

ChildProcess::ChildProcess(const std::vector<std::string>& command, const StartOptions& options)
    : leads_group_(options.leads_group) {
  if (command.empty()) throw CannotStart("", ENOENT);
  const Image image = image_of(command, options.environment);
  Pipe refusal = make_pipe();
  id_ = start(image, options, refusal.write.get());
  if (id_ < 0) give_up("cannot start another process");
  const int reason = read_refusal(refusal);
  if (reason == 0) return;
  reap();
  throw CannotStart(command.front(), reason);
}

ChildProcess::~ChildProcess() {
  if (id_ != 0) reap();
}

void ChildProcess::send(int signal) const {
  if (id_ != 0) kill(leads_group_ ? -id_ : id_, signal);
}

ExitStatus ChildProcess::reap() {
  int status = 0;
  send(SIGKILL);  // while its id, and with it the group's, cannot be another's
  while (waitpid(id_, &status, 0) < 0 && errno == EINTR) {
  }
  id_ = 0;
  return exit_status_of(status);
}

std::optional<ExitStatus> ChildProcess::collect() {
  std::optional<ExitStatus> ended;
  int status = 0;
  for (pid_t pid = 0; (pid = waitpid(-1, &status, WNOHANG)) > 0;) {
    if (pid != id_) continue;
    ended = exit_status_of(status);
    id_ = 0;
  }
  return ended;
}

PipedProcess::PipedProcess(const std::vector<std::string>& command, const Environment& environment,
                           Pipe to_in, Pipe from_out, Pipe from_err)
    : ChildProcess(command,
                   {environment, {{to_in.read.get(), from_out.write.get(), from_err.write.get()}}}),
      in(std::move(to_in.write)),
      out(std::move(from_out.read)),
      err(std::move(from_err.read)),
      end_(pidfd_open(id(), 0)) {
  if (!end_.is_open()) give_up("cannot watch a process");
  for (const FileDescriptor* file : {&in, &out, &err}) {
    fcntl(file->get(), F_SETFL, fcntl(file->get(), F_GETFL) | O_NONBLOCK);
  }
}

}  // namespace mockmeter
