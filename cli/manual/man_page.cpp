#include "cli/manual/man_page.h"

#include <cctype>
#include <string_view>

#include "base/text/wording.h"
#include "server/control/version.h"

namespace mockmeter::cli {
namespace {

/// Names of options and values are not hyphenated, and lines are not stretched to the right margin:
/// what stands beside such a long word would get holes, and troff warns of lines of one word.
constexpr const char* kLayout = ".nh\n.ad l\n";

/// A dot or an apostrophe at the start of a line would be a request to the formatter, and a plain
/// hyphen may be shown as another character.
std::string escape_text(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    const bool begins_line = escaped.empty() || escaped.back() == '\n';
    if (begins_line && (c == '.' || c == '\'')) escaped += "\\&";
    if (c == '\\') {
      escaped += "\\e";
    } else if (c == '-') {
      escaped += "\\-";
    } else {
      escaped += c;
    }
  }
  return escaped;
}

/// Within the quotes of a macro's argument.
std::string quote_argument(std::string_view text) {
  std::string quoted = "\"";
  for (const char c : escape_text(text))
    quoted += c == '"' ? std::string("\\(dq") : std::string(1, c);
  return quoted + "\"";
}

std::string bold(std::string_view text) { return "\\fB" + escape_text(text) + "\\fR"; }
std::string italic(std::string_view text) { return "\\fI" + escape_text(text) + "\\fR"; }

std::string section(std::string_view title) { return ".SH " + quote_argument(title) + '\n'; }

std::string first_line(const std::string& text) { return text.substr(0, text.find('\n')); }

/// The summary in the line that indexes of pages show, which takes no capital and no full stop.
std::string short_summary(const CommandData& command) {
  std::string summary = first_line(command.summary);
  if (!summary.empty() && summary.back() == '.') summary.pop_back();
  if (command.name.empty()) return summary.substr(summary.find(' ') + 1);
  summary.front() = static_cast<char>(std::tolower(static_cast<unsigned char>(summary.front())));
  return summary;
}

std::string end_sentence(std::string text) {
  if (!text.empty() && text.back() != '.') text += '.';
  return text;
}

std::string describe(const OptionData& option) {
  std::string text = end_sentence(option.description);
  const bool is_said = text.find("repeatable") != std::string::npos;
  if (option.repeatable && !is_said) text += " May be repeated.";
  if (!option.choices.empty()) text += " One of " + join_names(option.choices) + '.';
  if (!option.default_value.empty()) text += " Default: " + option.default_value + '.';
  if (!option.variable.empty()) text += " Environment: " + option.variable + '.';
  return text;
}

std::string render_option(const OptionData& option) {
  std::string line = join_names(option.names, bold);
  if (!option.value.empty()) line += ' ' + italic(option.value);
  return ".TP\n" + line + '\n' + escape_text(describe(option)) + '\n';
}

std::string render_options(const CommandData& command) {
  std::string text = section("OPTIONS");
  std::string group = "Options";
  for (const OptionData& option : command.options) {
    if (option.group != group) text += ".SS " + quote_argument(option.group) + '\n';
    group = option.group;
    text += render_option(option);
  }
  return text;
}

std::string render_positionals(const CommandData& command) {
  if (command.positionals.empty()) return {};
  std::string text = section("ARGUMENTS");
  for (const OptionData& positional : command.positionals) {
    text += ".TP\n" + italic(positional.names.front()) + '\n' + escape_text(describe(positional)) +
            '\n';
  }
  return text;
}

std::string render_synopsis(const CommandData& command) {
  std::string text = section("SYNOPSIS");
  if (command.name.empty()) return text + bold("mockmeter") + ' ' + italic("COMMAND") + " [...]\n";
  text += bold("mockmeter " + command.name) + " [" + italic("OPTION") + "]...";
  for (const OptionData& positional : command.positionals) {
    const std::string name =
        italic(positional.names.front()) + (positional.repeatable ? "..." : "");
    text += positional.required ? ' ' + name : " [" + name + ']';
  }
  return text + '\n';
}

std::string render_commands(const std::vector<CommandData>& all) {
  std::string text = section("COMMANDS");
  for (const CommandData& command : all) {
    if (command.name.empty()) continue;
    text += ".TP\n" + bold(command.name) + '\n' + escape_text(end_sentence(command.summary)) + '\n';
  }
  return text;
}

/// Lines as they are: examples and lists.
std::string render_footer(const CommandData& command) {
  const std::size_t begin = command.footer.find_first_not_of('\n');
  if (begin == std::string::npos) return {};
  std::string text = command.footer.substr(begin);
  while (text.back() == '\n') text.pop_back();
  return section("NOTES") + ".nf\n" + escape_text(text) + "\n.fi\n";
}

std::string render_see_also(const CommandData& command, const std::vector<CommandData>& all) {
  std::vector<std::string> pages;
  for (const CommandData& other : all) {
    if (other.name != command.name) pages.push_back(bold(man_page_name(other)) + "(1)");
  }
  return section("SEE ALSO") + join(pages, ",\n") + '\n';
}

}  // namespace

std::string man_page_name(const CommandData& command) {
  return command.name.empty() ? "mockmeter" : "mockmeter-" + command.name;
}

std::string render_man_page(const CommandData& command, const std::vector<CommandData>& all) {
  const std::string name = man_page_name(command);
  std::string page = ".TH " + quote_argument(name) + " 1 \"\" " +
                     quote_argument("mockmeter " + std::string(kVersion)) + " \"User Commands\"\n" +
                     kLayout;
  page +=
      section("NAME") + escape_text(name) + " \\- " + escape_text(short_summary(command)) + '\n';
  page += render_synopsis(command);
  page += section("DESCRIPTION") + escape_text(end_sentence(command.summary)) + '\n';
  if (command.name.empty()) page += render_commands(all);
  page += render_positionals(command) + render_options(command) + render_footer(command);
  return page + render_see_also(command, all);
}

}  // namespace mockmeter::cli
