#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <string>
#include <vector>

#include "base/process/exit_code.h"

namespace mockmeter::cli {

/// A sub-command with its options, and what it does once they are read: `run` returns the exit
/// code.
struct Command {
  CLI::App* sub;
  std::function<int()> run;
};

// Each adds itself to `app`.
Command add_serve(CLI::App& app);
/// `command`: the command line behind "--".
Command add_run(CLI::App& app, const std::vector<std::string>& command);
Command add_conform(CLI::App& app);
Command add_report(CLI::App& app);
Command add_check(CLI::App& app);
Command add_list(CLI::App& app);
Command add_explain(CLI::App& app);
Command add_healthcheck(CLI::App& app);
Command add_world(CLI::App& app);
Command add_bench(CLI::App& app);
/// The adapter that `bench --client` measures beside the others; help does not show it.
Command add_bench_floor(CLI::App& app);
/// Adds the flag --version, too.
Command add_version(CLI::App& app);

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
