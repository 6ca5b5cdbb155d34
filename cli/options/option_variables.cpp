#include "cli/options/option_variables.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <set>

#include "base/process/environment.h"
#include "base/text/split.h"

namespace mockmeter::cli {
namespace {

using Options = std::set<CLI::Option*>;

Options named_options(CLI::App& command, const std::vector<std::string_view>& arguments) {
  Options named;
  const std::vector<CLI::Option*> all = command.get_options();
  for (const std::string_view argument : arguments) {
    if (argument == "--") break;
    if (!argument.starts_with('-')) continue;
    const std::string name(argument.substr(0, argument.find('=')));
    std::ranges::copy_if(all, std::inserter(named, named.end()),
                         [&](const CLI::Option* option) { return option->check_name(name); });
  }
  return named;
}

/// Kubernetes, and the links of Docker, set X_PORT=tcp://10.96.1.7:8080 for a service named x.
bool is_service_link(std::string_view name, std::string_view value) {
  constexpr std::array<std::string_view, 3> kSchemes{"tcp://", "udp://", "sctp://"};
  return name.ends_with("_PORT") && std::ranges::any_of(kSchemes, [&](std::string_view scheme) {
           return value.starts_with(scheme);
         });
}

bool is_decided(const CLI::Option& option, const Options& named) {
  const auto is_named = [&](CLI::Option* other) { return named.contains(other); };
  const auto is_absent = [&](CLI::Option* other) { return !is_named(other) && other->empty(); };
  return std::ranges::any_of(option.get_excludes(), is_named) ||
         std::ranges::any_of(option.get_needs(), is_absent);
}

void add_values(CLI::Option& option, const std::string& value) {
  if (option.get_expected_max() <= 1) {
    option.add_result(value);
    return;
  }
  for (const std::string_view line : split(value, '\n')) {
    if (!line.empty()) option.add_result(std::string(line));
  }
}

void set_option(CLI::Option& option, const std::string& variable, const std::string& value) try {
  add_values(option, value);
  option.run_callback();
} catch (const CLI::ParseError& error) {
  throw CLI::ValidationError(variable + " cannot be used: " + error.what() +
                             "; unset it, or give " + option.get_name());
}

}  // namespace

OptionVariables::OptionVariables(CLI::App& app) { take(app); }

OptionVariables::~OptionVariables() {
  for (const auto& [option, name] : variables_) option->envname(name);
}

void OptionVariables::take(CLI::App& app) {
  for (CLI::Option* const option : app.get_options()) {
    // Whether a positional one is on the command line only CLI11 can tell; ours take any text.
    if (option->get_envname().empty() || option->get_positional()) continue;
    variables_.push_back({option, option->get_envname()});
    option->envname("");
  }
  for (CLI::App* const command : app.get_subcommands({})) take(*command);
}

void OptionVariables::read(CLI::App& command, const std::vector<std::string_view>& arguments,
                           void (*warn)(const std::string& sentence)) const {
  const Options named = named_options(command, arguments);
  if (named.contains(command.get_help_ptr())) return;
  const std::vector<CLI::Option*> own = command.get_options();
  for (const auto& [option, name] : variables_) {
    const std::string value = environment_variable(name).value_or("");
    const bool is_own = std::ranges::find(own, option) != own.end();
    if (value.empty() || !is_own || named.contains(option) || is_decided(*option, named)) continue;
    if (is_service_link(name, value)) {
      warn(name + "=" + value +
           " is left out: that is how a container platform tells of a "
           "service; " +
           option->get_name() + " takes a number");
      continue;
    }
    for (const auto& [other, other_name] : variables_) {
      if (!option->get_excludes().contains(other) || other->empty()) continue;
      throw CLI::ValidationError(name + " and " + other_name +
                                 " exclude each other: unset one of them");
    }
    set_option(*option, name, value);
  }
}

}  // namespace mockmeter::cli
