// Writes the manual pages and the completions of the shells, as they stand below PREFIX/share.
#include <CLI/CLI.hpp>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <stdexcept>
#include <string>

#include "cli/manual/command_data.h"
#include "cli/manual/completions.h"
#include "cli/manual/man_page.h"
#include "cli/options/command_line.h"

namespace {

using namespace mockmeter::cli;

void write(const std::filesystem::path& path, const std::string& text) {
  std::filesystem::create_directories(path.parent_path());
  std::ofstream file(path, std::ios::binary);
  file << text;
  if (!file.flush()) throw std::runtime_error(path.string() + " cannot be written");
}

void write_manual(const std::filesystem::path& share) {
  CLI::App app;
  set_up_commands(app, {});
  const std::vector<CommandData> commands = read_commands(app);
  for (const CommandData& command : commands) {
    write(share / "man/man1" / (man_page_name(command) + ".1"), render_man_page(command, commands));
  }
  write(share / "bash-completion/completions/mockmeter", render_bash_completion(commands));
  write(share / "zsh/vendor-completions/_mockmeter", render_zsh_completion(commands));
  write(share / "fish/vendor_completions.d/mockmeter.fish", render_fish_completion(commands));
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "usage: mockmeter_manual SHARE_DIR\n";
    return 2;
  }
  try {
    write_manual(argv[1]);
  } catch (const std::exception& error) {
    std::cerr << "mockmeter_manual: " << error.what() << '\n';
    return 2;
  }
  return 0;
}
