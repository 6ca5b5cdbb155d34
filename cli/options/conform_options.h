#pragma once

#include <CLI/CLI.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cli/commands/suite_run.h"

namespace mockmeter::cli {

/// What the command line of `conform` says, as it says it.
struct ConformOptions : SuiteOptions {
  std::string client;
  std::optional<std::uint64_t> seed;
  std::string order = "suite";
  int jobs = 0;  // 0 = as many as jobs_of() finds right for this machine
  double timeout_scale = 1;
  bool tls = false;                  // every case over https
  std::string self_test;             // "fast", "full"; empty = no
  std::optional<std::string> init;   // the language of the starter to write
  std::string into = "conformance";  // where it is written
};

/// As many as are asked for, or as are right for this machine.
int jobs_of(const ConformOptions& options);
/// The one that is asked for, or one of the machine's randomness.
std::uint64_t seed_of(const ConformOptions& options);

/// `conform --self-test`: runs the suite with the reference client and its mutants, prints the kill
/// matrix and returns the exit code.
int self_test(const ConformOptions& options, const std::vector<const conformance::Case*>& cases);

}  // namespace mockmeter::cli
