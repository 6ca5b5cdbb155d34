#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

namespace mockmeter::cli {

/// `mockmeter bench --client`: what its own options say, and what it takes from the plain ones.
struct ClientBenchOptions {
  std::vector<std::string> clients;  ///< command lines; none = the mock alone is measured
  std::vector<unsigned> in_flight{1, 8, 64};
  int repetitions = 5;
  std::vector<std::string> reports;  ///< "FORMAT=PATH"
  // Taken over.
  std::string operation;  ///< empty = one that all clients declare
  double seconds = 1;     ///< of a repetition
  double rate = 0;        ///< 0 = half of what each did in a closed loop
  bool as_json = false;
};

/// Adds the options that go with --client; those of `app` in `others` do not.
void add_client_bench_options(CLI::App& app, ClientBenchOptions& options,
                              const std::vector<std::string>& others);

/// Measures clients beside a mock in this process; returns the exit code.
int bench_clients(const ClientBenchOptions& options);

}  // namespace mockmeter::cli
