#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

#include "cli/commands/command.h"

namespace mockmeter::cli {

/// Gives `app` our name, description and commands, in the order of the help. `behind_dashes` is the
/// command line of the program that `run` starts.
std::vector<Command> set_up_commands(CLI::App& app, const std::vector<std::string>& behind_dashes);

/// Runs the command that the arguments of the program name; returns the exit code. What is wrong
/// with them is said on stderr.
int run_command_line(int argc, char** argv);

}  // namespace mockmeter::cli
