#include "cli/manual/completions.h"

#include <string_view>

#include "base/text/wording.h"

namespace mockmeter::cli {
namespace {

std::vector<std::string> command_names(const std::vector<CommandData>& commands) {
  std::vector<std::string> names;
  for (const CommandData& command : commands) {
    if (!command.name.empty()) names.push_back(command.name);
  }
  return names;
}

std::vector<std::string> option_names(const CommandData& command) {
  std::vector<std::string> names;
  for (const OptionData& option : command.options) {
    names.insert(names.end(), option.names.begin(), option.names.end());
  }
  return names;
}

/// What the first positional may be, as far as that is known.
std::vector<std::string> positional_choices(const CommandData& command) {
  return command.positionals.empty() ? std::vector<std::string>{}
                                     : command.positionals.front().choices;
}

/// One line of shell, in single quotes; `escaped` get a backslash.
std::string quote_word(std::string_view text, std::string_view escaped = "") {
  std::string quoted = "'";
  for (const char c : text.substr(0, text.find('\n'))) {
    if (escaped.find(c) != std::string_view::npos) quoted += '\\';
    quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
  }
  return quoted + "'";
}

std::string bash_reply(const std::vector<std::string>& words) {
  return "mapfile -t COMPREPLY < <(compgen -W " + quote_word(join(words, " ")) +
         " -- \"$current\")";
}

/// The branches for the word behind an option that takes a value.
std::string bash_values(const CommandData& command) {
  std::string text;
  for (const OptionData& option : command.options) {
    if (option.value.empty()) continue;
    std::vector<std::string> patterns;
    for (const std::string& name : option.names)
      patterns.push_back(quote_word(command.name + ' ' + name));
    text += "    " + join(patterns, " | ") + ')';
    text += option.choices.empty()
                ? " return ;;\n"
                : "\n      " + bash_reply(option.choices) + "\n      return\n      ;;\n";
  }
  return text;
}

/// One argument of zsh's _arguments.
std::string zsh_argument(const OptionData& option, const std::string& name) {
  std::string text = option.repeatable ? "*" : "";
  text += name + (option.value.empty() || name[1] != '-' ? "" : "=") + '[';
  std::string quoted = quote_word(option.description, "[]:\\");
  quoted.erase(0, 1).pop_back();
  std::string action = option.choices.empty() ? "_files" : '(' + join(option.choices, " ") + ')';
  return "'" + text + quoted + ']' +
         (option.value.empty() ? "" : ':' + option.value + ':' + action) + "'";
}

std::string zsh_command(const CommandData& command) {
  std::string text = "    " + command.name + ")\n      _arguments";
  for (const OptionData& option : command.options) {
    for (const std::string& name : option.names)
      text += " \\\n        " + zsh_argument(option, name);
  }
  const std::vector<std::string> choices = positional_choices(command);
  const std::string action = choices.empty() ? "_files" : '(' + join(choices, " ") + ')';
  return text + " \\\n        '*:argument:" + action + "'\n      ;;\n";
}

std::string fish_option(const CommandData& command, const OptionData& option) {
  std::string text = "complete -c mockmeter -n '__fish_seen_subcommand_from " + command.name + "'";
  for (const std::string& name : option.names) {
    text += name[1] == '-' ? " -l " + name.substr(2) : " -s " + name.substr(1);
  }
  if (!option.value.empty()) text += option.choices.empty() ? " -r" : " -x";
  if (!option.choices.empty()) text += " -a " + quote_word(join(option.choices, " "));
  return text + " -d " + quote_word(option.description, "\\") + '\n';
}

}  // namespace

std::string render_bash_completion(const std::vector<CommandData>& commands) {
  std::string values;
  std::string options;
  std::string arguments;
  for (const CommandData& command : commands) {
    if (command.name.empty()) continue;
    values += bash_values(command);
    options += "      " + command.name + ") " + bash_reply(option_names(command)) + " ;;\n";
    const std::vector<std::string> choices = positional_choices(command);
    if (!choices.empty()) {
      arguments += "      " + command.name + ") " + bash_reply(choices) + " ;;\n";
    }
  }
  return "# Completes mockmeter's commands and options in bash.\n"
         "_mockmeter() {\n"
         "  local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]}\n"
         "  COMPREPLY=()\n"
         "  if [ \"$COMP_CWORD\" -eq 1 ]; then\n"
         "    " +
         bash_reply(command_names(commands)) +
         "\n    return\n  fi\n"
         "  # Behind \"--\" stands another program's command line.\n"
         "  case \" ${COMP_WORDS[*]:2:COMP_CWORD-2} \" in *' -- '*) return ;; esac\n"
         "  case \"${COMP_WORDS[1]} $previous\" in\n" +
         values +
         "  esac\n"
         "  case $current in\n"
         "    -*) case ${COMP_WORDS[1]} in\n" +
         options +
         "    esac ;;\n"
         "    *) case ${COMP_WORDS[1]} in\n" +
         arguments +
         "    esac ;;\n"
         "  esac\n"
         "}\n"
         "complete -o default -F _mockmeter mockmeter\n";
}

std::string render_zsh_completion(const std::vector<CommandData>& commands) {
  std::string names;
  std::string arguments;
  for (const CommandData& command : commands) {
    if (command.name.empty()) continue;
    std::string description = quote_word(command.summary, "\\");
    description.erase(0, 1);
    names += "    '" + command.name + ':' + description + '\n';
    arguments += zsh_command(command);
  }
  return "#compdef mockmeter\n"
         "# Completes mockmeter's commands and options in zsh.\n"
         "local -a commands\n"
         "commands=(\n" +
         names +
         ")\n"
         "if (( CURRENT == 2 )); then\n"
         "  _describe command commands\n"
         "  return\n"
         "fi\n"
         "shift words\n"
         "(( CURRENT-- ))\n"
         "case $words[1] in\n" +
         arguments + "esac\n";
}

std::string render_fish_completion(const std::vector<CommandData>& commands) {
  std::string text = "# Completes mockmeter's commands and options in fish.\n";
  for (const CommandData& command : commands) {
    if (command.name.empty()) continue;
    text += "complete -c mockmeter -n __fish_use_subcommand -f -a " + command.name + " -d " +
            quote_word(command.summary, "\\") + '\n';
  }
  for (const CommandData& command : commands) {
    if (command.name.empty()) continue;
    for (const OptionData& option : command.options) text += fish_option(command, option);
    const std::vector<std::string> choices = positional_choices(command);
    if (choices.empty()) continue;
    text += "complete -c mockmeter -n '__fish_seen_subcommand_from " + command.name + "' -f -a " +
            quote_word(join(choices, " ")) + '\n';
  }
  return text;
}

}  // namespace mockmeter::cli
