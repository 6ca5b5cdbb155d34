#pragma once

#include <string>
#include <vector>

#include "cli/manual/command_data.h"

namespace mockmeter::cli {

/// The page of one of these commands, in the language of man(7). It names no day, so that equal
/// programs have equal pages.
std::string render_man_page(const CommandData& command, const std::vector<CommandData>& all);

/// "mockmeter-serve", or "mockmeter" for the program itself.
std::string man_page_name(const CommandData& command);

}  // namespace mockmeter::cli
