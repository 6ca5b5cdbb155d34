#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

namespace mockmeter::cli {

/// An option or a positional argument, as manual pages and completions need it.
struct OptionData {
  std::vector<std::string> names;  ///< "-h", "--help"; of a positional its one name, "url"
  std::string group;               ///< the heading that it stands under
  std::string description;
  std::string value;  ///< placeholder of the value, "TEXT"; empty when it takes none
  std::vector<std::string> choices;
  std::string default_value;  ///< "5"; of a list "1, 16"; or empty
  std::string variable;       ///< the environment variable, or empty
  bool repeatable = false;
  bool required = false;
};

struct CommandData {
  std::string name;  ///< "serve"; empty: the program itself
  std::string summary;
  std::string footer;  ///< what the help says behind the options
  std::vector<OptionData> options;
  std::vector<OptionData> positionals;
};

/// The program itself first, then its commands in the order of the help. What the help hides is
/// left out.
std::vector<CommandData> read_commands(CLI::App& app);

}  // namespace mockmeter::cli
