#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "base/process/child_process.h"

extern "C" {
#include <sys/pidfd.h>  // glibc 2.36 forgot to say that these are C
}

#include <array>
#include <csignal>
#include <fstream>
#include <stdexcept>
#include <string>

#include "tests/support/scratch.h"

namespace mockmeter {
namespace {

using ::testing::HasSubstr;
using ::testing::ThrowsMessage;

/// Waits until the descriptor is ready, for a time after which the test is lost anyway.
bool is_ready(int file) {
  pollfd watched{file, POLLIN, 0};
  return poll(&watched, 1, 20'000) == 1;
}

/// All that it writes until nobody has its stdout any more.
std::string output(PipedProcess& process) {
  std::string all;
  std::array<char, 4096> part{};
  while (is_ready(process.out.get())) {
    const ssize_t size = read(process.out.get(), part.data(), part.size());
    if (size <= 0) break;
    all.append(part.data(), static_cast<std::size_t>(size));
  }
  return all;
}

std::string output_of(const std::string& script) {
  PipedProcess process({"sh", "-c", script}, {{"GREETING", "hello"}});
  return output(process);
}

TEST(PipedProcess, GetsArgumentsAndEnvironment) {
  setenv("MOCKMETER_TEST_OURS", "inherited", 1);
  setenv("GREETING", "overridden", 1);
  EXPECT_EQ(output_of("echo $GREETING $MOCKMETER_TEST_OURS"), "hello inherited\n");
}

TEST(PipedProcess, GetsNoOtherFileOfOurs) {
  constexpr int kOurs = 77;
  ASSERT_EQ(dup2(STDERR_FILENO, kOurs), kOurs);  // and it is not close-on-exec
  const std::string files = output_of("ls /proc/$$/fd");
  close(kOurs);
  EXPECT_EQ(files, "0\n1\n2\n");
}

TEST(PipedProcess, HasNoSignalBlockedOrIgnored) {
  sigset_t usual{};
  sigset_t blocked{};
  sigemptyset(&blocked);
  sigaddset(&blocked, SIGUSR1);
  pthread_sigmask(SIG_BLOCK, &blocked, &usual);
  const auto before = std::signal(SIGHUP, SIG_IGN);
  const std::string masks = output_of("exec grep -E 'Sig(Blk|Ign)' /proc/self/status");
  std::signal(SIGHUP, before);
  pthread_sigmask(SIG_SETMASK, &usual, nullptr);
  EXPECT_EQ(masks, "SigBlk:\t0000000000000000\nSigIgn:\t0000000000000000\n");
}

TEST(PipedProcess, LeadsAGroupOfItsOwn) {
  EXPECT_EQ(output_of("read -r id name state parent group rest < /proc/$$/stat; "
                      "[ $id = $group ] && echo leads"),
            "leads\n");
}

TEST(PipedProcess, TellsHowItEnded) {
  const struct {
    const char* script;
    const char* words;
  } rows[] = {{"exit 0", "exit code 0"},
              {"exit 3", "exit code 3"},
              {"kill -TERM $$", "SIGTERM"},
              {"kill -35 $$", "signal 35"}};
  for (const auto& row : rows) {
    PipedProcess process({"sh", "-c", row.script}, {});
    ASSERT_TRUE(is_ready(process.end_descriptor()));
    EXPECT_EQ(to_string(process.reap()), row.words);
  }
}

TEST(PipedProcess, TakesItsGroupAlong) {
  PipedProcess process({"sh", "-c", "tail -f /dev/null & echo $!"}, {});
  std::array<char, 32> text{};
  ASSERT_TRUE(is_ready(process.out.get()));
  ASSERT_GT(read(process.out.get(), text.data(), text.size() - 1), 0);
  const pid_t grandchild = std::stoi(text.data());
  ASSERT_TRUE(is_ready(process.end_descriptor()));
  EXPECT_TRUE(is_alive(grandchild));
  const FileDescriptor end(pidfd_open(grandchild, 0));
  process.reap();
  EXPECT_TRUE(is_ready(end.get()));
}

TEST(PipedProcess, RunsAScriptWithoutAnInterpreterInAShell) {
  const Folder folder;
  std::ofstream(folder.file("adapter")) << "echo \"$1 from $0\"\n";
  chmod(folder.file("adapter").c_str(), 0700);
  PipedProcess process({folder.file("adapter"), "hello"}, {});
  EXPECT_EQ(output(process), "hello from " + folder.file("adapter") + "\n");
}

TEST(PipedProcess, SaysWhenTheInterpreterIsMissing) {
  const Folder folder;
  std::ofstream(folder.file("adapter")) << "#!/no/such/interpreter\n";
  chmod(folder.file("adapter").c_str(), 0700);
  EXPECT_THAT([&] { PipedProcess({folder.file("adapter")}, {}); },
              ThrowsMessage<std::runtime_error>(HasSubstr("interpreter that is not there")));
}

// A process of ours that is killed leaves no adapter behind.
TEST(PipedProcess, DiesWithUs) {
  std::array<int, 2> ends{};
  ASSERT_EQ(pipe(ends.data()), 0);
  const pid_t ours = fork();
  if (ours == 0) {
    PipedProcess process({"sh", "-c", "trap '' TERM HUP PIPE; echo $$; exec tail -f /dev/null"},
                         {});
    std::array<char, 32> text{};
    if (!is_ready(process.out.get())) _exit(1);
    const ssize_t size = read(process.out.get(), text.data(), text.size());
    if (size <= 0 || write(ends[1], text.data(), text.size()) <= 0) _exit(1);
    std::raise(SIGKILL);
  }
  close(ends[1]);
  std::array<char, 32> text{};
  ASSERT_GT(read(ends[0], text.data(), text.size()), 0);
  close(ends[0]);
  const FileDescriptor adapter(pidfd_open(std::stoi(text.data()), 0));
  ASSERT_EQ(waitpid(ours, nullptr, 0), ours);
  // It may be so quick that there was nothing left to watch.
  EXPECT_TRUE(!adapter.is_open() || is_ready(adapter.get()));
  EXPECT_FALSE(is_alive(std::stoi(text.data())));
}

}  // namespace
}  // namespace mockmeter
