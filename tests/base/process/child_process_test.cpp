#include "base/process/child_process.h"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <stdexcept>
#include <string>

#include "base/files/file_text.h"
#include "base/process/file_descriptor.h"
#include "tests/support/scratch.h"

namespace mockmeter {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::ThrowsMessage;

void make_file(const std::string& path, const std::string& text, mode_t mode) {
  std::ofstream(path) << text;
  ASSERT_EQ(chmod(path.c_str(), mode), 0);
}

auto starting(const std::string& program) {
  return [program] { ChildProcess({program}, {}); };
}

/// What a shell script writes into the file that stands in $OUT.
std::string written_by(const std::string& script, StartOptions options = {}) {
  const Folder folder;
  options.environment = {{"OUT", folder.file("out")}};
  ChildProcess process({"sh", "-c", script}, options);
  const int wait = waitid(P_PID, static_cast<id_t>(process.id()), nullptr, WEXITED | WNOWAIT);
  EXPECT_EQ(wait, 0);
  return file_text(folder.file("out")).value_or("");
}

TEST(ChildProcess, NamesTheCommandAndTheRemedyWhenThereIsNone) {
  for (const char* name : {"no-such-program", "/no/such/program", ""}) {
    EXPECT_THAT(starting(name),
                ThrowsMessage<CannotStart>(
                    AllOf(HasSubstr("cannot run \"" + std::string(name) + "\": No such file"),
                          HasSubstr("in a folder of PATH?"))))
        << name;
  }
  EXPECT_THROW(ChildProcess({}, {}), CannotStart);
}

TEST(ChildProcess, NamesTheRemedyWhenItIsNotExecutable) {
  const Folder folder;
  make_file(folder.file("adapter"), "exit 0\n", 0600);
  EXPECT_THAT(starting(folder.file("adapter")), ThrowsMessage<CannotStart>(HasSubstr("chmod +x")));
  EXPECT_THAT(starting("/tmp"), ThrowsMessage<CannotStart>(HasSubstr("Permission denied")));
}

TEST(ChildProcess, TellsWhatAShellWouldExitWith) {
  EXPECT_EQ(CannotStart("x", ENOENT).exit_code, 127);
  EXPECT_EQ(CannotStart("x", ENOTDIR).exit_code, 127);
  EXPECT_EQ(CannotStart("x", EACCES).exit_code, 126);
}

TEST(ChildProcess, IsLookedUpInPath) {
  const Folder folder;
  make_file(folder.file("my-own-adapter"), "#!/bin/sh\n", 0700);
  EXPECT_THROW(starting("my-own-adapter")(), CannotStart);
  const std::string before = getenv("PATH");
  setenv("PATH", (before + ":/no/such:" + folder.file("")).c_str(), 1);
  EXPECT_NO_THROW(starting("my-own-adapter")());
  setenv("PATH", before.c_str(), 1);
}

TEST(ChildProcess, InheritsOnlyWhatItIsGiven) {
  const Folder folder;
  const FileDescriptor given(open(folder.file("given").c_str(), O_CREAT | O_RDWR, 0600));
  const FileDescriptor closing(open(folder.file("closing").c_str(), O_CREAT | O_CLOEXEC, 0600));
  StartOptions options;
  options.inheritance = Inheritance::of_ours();
  EXPECT_THAT(options.inheritance.descriptors, ::testing::Contains(given.get()));
  EXPECT_THAT(options.inheritance.descriptors, ::testing::Not(::testing::Contains(closing.get())));
  options.inheritance.descriptors = {given.get()};
  const FileDescriptor later(open(folder.file("later").c_str(), O_CREAT, 0600));
  // No redirection before the end: a shell keeps what it redirects in descriptors of its own.
  const auto has = [](const FileDescriptor& file) {
    return "[ -e /proc/$$/fd/" + std::to_string(file.get()) + " ]";
  };
  EXPECT_EQ(written_by("if " + has(given) + " && ! " + has(closing) + " && ! " + has(later) +
                           "; then found=given; else found=others; fi; echo $found >$OUT",
                       options),
            "given\n");
}

TEST(ChildProcess, FindsSignalsAsWhoeverStartedUsHadThem) {
  sigset_t usual{};
  sigset_t blocked{};
  sigemptyset(&blocked);
  sigaddset(&blocked, SIGUSR2);
  pthread_sigmask(SIG_BLOCK, &blocked, &usual);
  const auto before = std::signal(SIGHUP, SIG_IGN);
  StartOptions options;
  options.inheritance = Inheritance::of_ours();
  std::signal(SIGHUP, before);
  pthread_sigmask(SIG_SETMASK, &usual, nullptr);
  const auto pipe_before = std::signal(SIGPIPE, SIG_IGN);  // as a server of ours may, later
  const std::string masks =
      written_by("exec grep -E 'Sig(Blk|Ign)' /proc/self/status > $OUT", options);
  std::signal(SIGPIPE, pipe_before);
  EXPECT_EQ(masks, "SigBlk:\t0000000000000800\nSigIgn:\t0000000000000001\n");
}

TEST(ChildProcess, LeadsAGroupOrStaysInOurs) {
  const std::string script =
      "read -r id name state parent group rest < /proc/$$/stat; "
      "[ $id = $group ] && echo leads > $OUT || echo $group > $OUT";
  EXPECT_EQ(written_by(script), "leads\n");
  StartOptions options;
  options.leads_group = false;
  EXPECT_EQ(written_by(script, options), std::to_string(getpgrp()) + "\n");
}

}  // namespace
}  // namespace mockmeter
