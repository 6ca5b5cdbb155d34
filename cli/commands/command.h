#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <string>
#include <vector>

#include "base/process/exit_code.h"

namespace mockmeter::cli {

/// What a command does once its options are read; returns the exit code.
using Action = std::function<int()>;

/// One row of the table of commands: adds the sub-command to `app`, with its options, and returns
/// what it does.
struct Command {
  std::function<Action(CLI::App& app, CLI::App*& sub)> add;
};

Action add_serve(CLI::App& app, CLI::App*& sub);
/// `command`: the command line behind "--".
Action add_run(CLI::App& app, CLI::App*& sub, const std::vector<std::string>& command);
Action add_conform(CLI::App& app, CLI::App*& sub);
Action add_report(CLI::App& app, CLI::App*& sub);
Action add_check(CLI::App& app, CLI::App*& sub);
Action add_list(CLI::App& app, CLI::App*& sub);
Action add_explain(CLI::App& app, CLI::App*& sub);
Action add_healthcheck(CLI::App& app, CLI::App*& sub);
Action add_bench(CLI::App& app, CLI::App*& sub);
/// The adapter that `bench --client` measures beside the others; help does not show it.
Action add_bench_floor(CLI::App& app, CLI::App*& sub);
Action add_version(CLI::App& app, CLI::App*& sub);

inline constexpr const char* kFloorCommand = "bench-floor";

/// Gives an option its environment variable: "--port-file" reads MOCKMETER_PORT_FILE when it is not
/// on the command line.
CLI::Option* bind_environment(CLI::Option& option, const std::string& flag);

/// Adds an option with its environment variable.
template <typename Value>
CLI::Option* add_option(CLI::App& app, const std::string& flag, Value& value,
                        const std::string& description) {
  return bind_environment(*app.add_option(flag, value, description), flag);
}

}  // namespace mockmeter::cli
