#pragma once

namespace mockmeter::cli {

/// Runs the command that the arguments of the program name; returns the exit code. What is wrong
/// with them is said on stderr.
int run_command_line(int argc, char** argv);

}  // namespace mockmeter::cli
