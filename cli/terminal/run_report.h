#pragma once

#include <array>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/process/child_process.h"
#include "cli/commands/run_environment.h"
#include "mockmeter/finding.h"
#include "mockmeter/traffic.h"
#include "server/metering/json.h"

namespace mockmeter::cli {

/// All that is known after `mockmeter run`.
struct RunResult {
  std::vector<std::string> command;
  ExitStatus ended;
  int exit = 0;  ///< of `mockmeter run`
  std::string url;
  std::string clock;  ///< as `--clock` has it
  RequestTotals requests;
  std::vector<Finding> findings;
  std::set<std::string> fail_on;
  std::vector<KeptVariable> kept;
};

/// The command's own code when it is not 0, else 3 when a finding of --fail-on appeared, else 0.
int merged_exit(const ExitStatus& ended, bool is_failed);

/// Requests that were not examined: the journal no longer has them, or the mock was reset later.
std::uint64_t not_examined(const RequestTotals& requests);

/// For people. `colored`: with the escape sequences of terminals.
std::string run_text(const RunResult& result, bool colored);
/// Of the arguments only their number: reports are kept, and `curl -u` has a secret among them.
Json run_document(const RunResult& result);
std::string run_json(const RunResult& result);
/// JUnit: a test case for every kind of finding.
std::string run_junit(const RunResult& result);

/// A way to write a report down.
struct RunFormat {
  std::string_view name;
  std::string (*text)(const RunResult&);
};
inline constexpr std::array<RunFormat, 2> kRunFormats{{{"json", run_json}, {"junit", run_junit}}};

}  // namespace mockmeter::cli
