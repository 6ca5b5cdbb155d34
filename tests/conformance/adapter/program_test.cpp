#include "conformance/adapter/program.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>
#include <stdexcept>
#include <string>

#include "scripts.h"

namespace mockmeter::conformance {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::ThrowsMessage;

void write(const std::string& path, const std::string& text, mode_t mode) {
  std::ofstream(path) << text;
  ASSERT_EQ(chmod(path.c_str(), mode), 0);
}

TEST(Program, NamesTheCommandAndTheRemedyWhenThereIsNone) {
  for (const char* name : {"no-such-program", "/no/such/program", ""}) {
    EXPECT_THAT([&] { Program({name}, {}); },
                ThrowsMessage<std::runtime_error>(
                    AllOf(HasSubstr("cannot run \"" + std::string(name) + "\": No such file"),
                          HasSubstr("in a folder of PATH?"))))
        << name;
  }
  EXPECT_THROW(Program({}, {}), std::runtime_error);
}

TEST(Program, NamesTheRemedyWhenItIsNotExecutable) {
  const Folder folder;
  write(folder.file("adapter"), "exit 0\n", 0600);
  EXPECT_THAT([&] { Program({folder.file("adapter")}, {}); },
              ThrowsMessage<std::runtime_error>(HasSubstr("chmod +x")));
  EXPECT_THAT([] { Program({"/tmp"}, {}); },
              ThrowsMessage<std::runtime_error>(HasSubstr("Permission denied")));
}

TEST(Program, IsLookedUpInThePathThatItGets) {
  const Folder folder;
  write(folder.file("my-own-adapter"), "#!/bin/sh\n", 0700);
  EXPECT_THROW(Program({"my-own-adapter"}, {}), std::runtime_error);
  EXPECT_NO_THROW(Program({"my-own-adapter"}, {{"PATH", "/no/such:" + folder.file("")}}));
}

}  // namespace
}  // namespace mockmeter::conformance
