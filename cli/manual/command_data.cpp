#include "cli/manual/command_data.h"

#include <string_view>

#include "base/text/split.h"
#include "base/text/wording.h"

namespace mockmeter::cli {
namespace {

/// CLI11 writes lists without blanks: "TEXT:{off,on}" is what a value must be, "[1,16]" a default.
std::vector<std::string> read_list(std::string_view text, char open, char close) {
  const std::size_t begin = text.find(open);
  const std::size_t end = text.find(close);
  if (begin == text.npos || end == text.npos || end == begin + 1) return {};
  const auto items = split(text.substr(begin + 1, end - begin - 1), ',');
  return {items.begin(), items.end()};
}

std::string read_default(const std::string& value) {
  return value.starts_with('[') ? join_names(read_list(value, '[', ']')) : value;
}

std::vector<std::string> names_of(const CLI::Option& option) {
  if (option.get_positional()) return {option.get_name(true)};
  std::vector<std::string> names;
  for (const std::string& name : option.get_snames()) names.push_back("-" + name);
  for (const std::string& name : option.get_lnames()) names.push_back("--" + name);
  return names;
}

OptionData read_option(const CLI::Option& option) {
  OptionData data;
  data.names = names_of(option);
  data.group = option.get_group();
  data.description = option.get_description();
  data.variable = option.get_envname();
  data.required = option.get_required();
  if (option.get_items_expected_max() == 0) return data;
  const std::string type = option.get_type_name();
  data.value = type.substr(0, type.find(':'));
  data.choices = read_list(type, '{', '}');
  data.repeatable = option.get_expected_max() > 1;
  data.default_value = read_default(option.get_default_str());
  return data;
}

CommandData read_command(CLI::App& app, const std::string& name) {
  CommandData data;
  data.name = name;
  data.summary = app.get_description();
  data.footer = app.get_footer();
  for (const CLI::Option* option : app.get_options()) {
    if (option->get_group().empty()) continue;
    (option->get_positional() ? data.positionals : data.options).push_back(read_option(*option));
  }
  return data;
}

}  // namespace

std::vector<CommandData> read_commands(CLI::App& app) {
  std::vector<CommandData> commands{read_command(app, "")};
  for (CLI::App* sub : app.get_subcommands([](CLI::App*) { return true; })) {
    if (!sub->get_group().empty()) commands.push_back(read_command(*sub, sub->get_name()));
  }
  return commands;
}

}  // namespace mockmeter::cli
