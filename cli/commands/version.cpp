#include "server/control/version.h"

#include <iostream>
#include <string>

#include "cli/commands/command.h"

namespace mockmeter::cli {

Command add_version(CLI::App& app) {
  const std::string text = "mockmeter " + std::string(kVersion);
  app.set_version_flag("--version", text, "Print the version");
  CLI::App* sub = app.add_subcommand("version", "Print the version");
  return {sub, [text] {
            std::cout << text << '\n';
            return kExitOk;
          }};
}

}  // namespace mockmeter::cli
