#include "cli/options/command_line.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "base/process/exit_code.h"
#include "server/control/version.h"

namespace mockmeter::cli {
namespace {

/// What the program prints on stdout; it has to end well.
std::string output_of(std::vector<std::string> arguments) {
  std::vector<char*> argv;
  for (std::string& argument : arguments) argv.push_back(argument.data());
  ::testing::internal::CaptureStdout();
  EXPECT_EQ(run_command_line(static_cast<int>(argv.size()), argv.data()), kExitOk);
  return ::testing::internal::GetCapturedStdout();
}

TEST(CommandLine, PrintsTheVersionByAnOptionAndByACommand) {
  const std::string expected = "mockmeter " + std::string(kVersion) + "\n";
  EXPECT_EQ(output_of({"mockmeter", "--version"}), expected);
  EXPECT_EQ(output_of({"mockmeter", "version"}), expected);
}

}  // namespace
}  // namespace mockmeter::cli
