#pragma once

#include <CLI/CLI.hpp>
#include <cstdint>
#include <optional>
#include <string>

#include "cli/suite_run.h"

namespace mockmeter::cli {

/// What the command line of `conform` says, as it says it.
struct ConformOptions : SuiteOptions {
  std::string client;
  std::optional<std::uint64_t> seed;
  std::string order = "suite";
  int jobs = 0;  // 0 = as many as jobs_of() finds right for this machine
  double timeout_scale = 1;
  std::string self_test;             // "fast", "full"; empty = no
  std::optional<std::string> init;   // the language of the starter to write
  std::string into = "conformance";  // where it is written
};

void add_conform_options(CLI::App& app, ConformOptions& options);
/// For the end of --help: how the client is run, what the verdicts and exit codes mean.
std::string conform_footer();

int jobs_of(const ConformOptions& options);
/// The one that is asked for, or one of the machine's randomness.
std::uint64_t seed_of(const ConformOptions& options);

}  // namespace mockmeter::cli
