#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

#include "conformance/check/http_client.h"
#include "conformance/model/requirement.h"
#include "conformance/select/selection.h"

namespace mockmeter::cli {

/// What the command line of `check` says, as it says it.
struct CheckOptions {
  std::string url;
  std::vector<std::string> run;
  std::vector<std::string> skip;
  std::string provider;
  std::string level = "must";
  std::string known_failing;
  std::vector<std::string> reports;  // "FORMAT=PATH"
  double timeout = 10;               // seconds
  std::string ca_file;
  bool insecure = false;
  bool writes = false;
  bool list = false;
};

void add_check_options(CLI::App& app, CheckOptions& options);
/// For the end of --help: credentials, verdicts, exit codes, examples.
std::string check_footer();

conformance::Choice choice_of(const CheckOptions& options);
conformance::Level level_of(const CheckOptions& options);
conformance::HttpOptions http_options_of(const CheckOptions& options);

}  // namespace mockmeter::cli
