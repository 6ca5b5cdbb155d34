#pragma once

#include <string>
#include <vector>

namespace mockmeter::cli {

/// The words of a command line as sh(1) splits it: quotes, backslashes, ~ and $VARIABLES work, and
/// so do patterns of file names; pipes, redirections and commands within do not, because no shell
/// runs it. Throws std::invalid_argument that names `option` and what is wrong.
std::vector<std::string> split_command(const std::string& option, const std::string& text);

}  // namespace mockmeter::cli
