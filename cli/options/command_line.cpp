#include "cli/options/command_line.h"

#include <algorithm>
#include <cctype>
#include <cerrno>
#include <exception>
#include <iostream>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include "cli/commands/command.h"
#include "cli/options/option_variables.h"
#include "conformance/suite/suite.h"
#include "mockmeter/catalogue.h"

namespace mockmeter::cli {

CLI::Option* bind_environment(CLI::Option& option, const std::string& flag) {
  std::string twin = "MOCKMETER_";
  for (const char c : flag.substr(2)) {
    twin += c == '-' ? '_' : static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  }
  return option.envname(twin);
}

namespace {

/// How many arguments are ours. `run` has another program's command line behind its first "--",
/// where CLI11 would look for options of ours.
int count_ours(int argc, char** argv) {
  if (argc < 2 || std::string_view(argv[1]) != "run") return argc;
  const auto is_dashes = [](const char* argument) { return std::string_view(argument) == "--"; };
  return static_cast<int>(std::find_if(argv, argv + argc, is_dashes) - argv);
}

std::string about() {
  return "mockmeter: an offline mock of the usage-metering APIs of " +
         list_providers(&ProviderFacts::title, " and ") +
         ".\nStart it with `mockmeter serve` and point your client at the URL that it prints.";
}

void warn(const std::string& sentence) { std::cerr << "mockmeter: " << sentence << '\n'; }

int run(int argc, char** argv) {
  CLI::App app;
  app.require_subcommand(1);
  // Commands inherit this when they are added.
  app.failure_message([](const CLI::App*, const CLI::Error& error) {
    return "mockmeter: " + std::string(error.what()) + "\nRun `mockmeter --help` for the usage.\n";
  });

  const int ours = count_ours(argc, argv);
  const std::vector<std::string> behind_dashes(argv + std::min(ours + 1, argc), argv + argc);
  const std::vector<Command> commands = set_up_commands(app, behind_dashes);
  try {
    const OptionVariables variables(app);
    for (const auto& [sub, run] : commands) {
      if (ours >= 2 && sub->check_name(argv[1]))
        variables.read(*sub, {argv + 2, argv + ours}, warn);
    }
    app.parse(ours, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? kExitOk : kExitUsage;
  }
  for (const auto& [sub, run] : commands) {
    if (sub->parsed()) return run();
  }
  return kExitUsage;
}

/// Says what is wrong on stderr.
int run_or_explain(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const conformance::InvalidSuite& error) {
    std::cerr << "mockmeter: a fault of ours: " << error.what() << '\n';
    return kExitInternal;
  } catch (const std::exception& error) {
    std::cerr << "mockmeter: " << error.what() << '\n';
    return kExitUsage;
  }
}

}  // namespace

std::vector<Command> set_up_commands(CLI::App& app, const std::vector<std::string>& behind_dashes) {
  app.name("mockmeter");
  app.description(about());
  app.get_formatter()->column_width(34);
  return {
      add_serve(app),       add_run(app, behind_dashes),
      add_conform(app),     add_report(app),
      add_check(app),       add_world(app),
      add_list(app),        add_explain(app),
      add_bench(app),       add_bench_floor(app),
      add_healthcheck(app), add_version(app),
  };
}

int run_command_line(int argc, char** argv) {
  const int code = run_or_explain(argc, argv);
  errno = 0;
  if (std::cout.flush()) return code;
  const std::string reason = errno == 0 ? "" : ": " + std::generic_category().message(errno);
  std::cerr << "mockmeter: stdout cannot be written" + reason +
                   "; what was printed is lost or cut: let it go to a file or a pipe that takes "
                   "it\n";
  return code == kExitOk ? kExitUsage : code;
}

}  // namespace mockmeter::cli
