#pragma once

#include <string>
#include <vector>

#include "cli/manual/command_data.h"

namespace mockmeter::cli {

// What each shell needs to complete commands, options and the values that are known. Other values
// are completed as file names.
std::string render_bash_completion(const std::vector<CommandData>& commands);
std::string render_zsh_completion(const std::vector<CommandData>& commands);
std::string render_fish_completion(const std::vector<CommandData>& commands);

}  // namespace mockmeter::cli
