#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace mockmeter::cli {

/// The environment variables of all options, for one parse. CLI11 would read those of every
/// command, and validate them before it looks at the command line; here they count for the command
/// that is run, and only where the command line does not decide.
class OptionVariables {
 public:
  /// Takes the variables of `app` and its commands away from CLI11.
  explicit OptionVariables(CLI::App& app);
  /// Gives them back, for the help.
  ~OptionVariables();
  OptionVariables(const OptionVariables&) = delete;
  OptionVariables& operator=(const OptionVariables&) = delete;

  /// Gives the options of `command` that `arguments` do not name the values of their variables,
  /// those of a repeatable option line by line. A variable never conflicts with an option of the
  /// command line. Throws CLI::ParseError that names the variable when its value cannot be used;
  /// `warn` gets a sentence for one that is left out.
  void read(CLI::App& command, const std::vector<std::string_view>& arguments,
            void (*warn)(const std::string& sentence)) const;

 private:
  struct Variable {
    CLI::Option* option;
    std::string name;
  };

  void take(CLI::App& app);

  std::vector<Variable> variables_;
};

}  // namespace mockmeter::cli
