#include "server/control/version.h"

#include <iostream>

#include "cli/commands/command.h"

namespace mockmeter::cli {

Command add_version(CLI::App& app) {
  CLI::App* sub = app.add_subcommand("version", "Print the version");
  return {sub, [] {
            std::cout << "mockmeter " << kVersion << '\n';
            return kExitOk;
          }};
}

}  // namespace mockmeter::cli
