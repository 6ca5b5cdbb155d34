#pragma once

#include <CLI/CLI.hpp>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "conformance/check/http_client.h"
#include "conformance/drift/find_drift.h"
#include "conformance/drift/profile.h"
#include "conformance/evaluation/wire/redaction.h"
#include "conformance/model/drift.h"
#include "conformance/suite/selection.h"
#include "mockmeter/exchange.h"

namespace mockmeter::cli {

/// What the command line of `check` says about drift, as it says it.
struct DriftOptions {
  std::vector<std::string> against;  // files
  std::vector<std::string> fail_on{"breaking", "verdicts"};
  bool init = false;
  std::string init_folder = "drift";
};

/// --against, --fail-on, --init and --init-dir, in a group of their own.
void add_drift_options(CLI::App& app, DriftOptions& options);

/// The severities and kinds; "all" is every severity and the verdicts, "none" is
/// nothing. Throws std::invalid_argument that names the one that is unknown and those that there
/// are.
std::set<std::string> parse_drift_fail_on(const std::vector<std::string>& lists);

/// Compares a server, while it is tested, with what was recorded of it.
class DriftFinder {
 public:
  /// Reads the recordings. Throws std::invalid_argument when the options are wrong, and
  /// RecordingError when a file cannot be used or is about none of the providers that are tested.
  DriftFinder(const DriftOptions& options, const conformance::Selection& selection);

  /// Takes note of a response.
  void add(const conformance::HttpResult& result);

  /// A recording of `check` has the names of credentials in their place: from here on all have.
  void name_credentials(const conformance::Redaction& names);

  /// How the server differs, with what its probes say.
  conformance::Drift drift(const std::vector<conformance::CaseResult>& results,
                           const conformance::Redaction& redaction) const;

 private:
  /// The values of the Authorization fields that were seen, by their labels.
  using Credentials = std::map<std::string, std::string>;

  void note_credential(const Exchange::Headers& headers);
  void read_into(const std::string& file, const std::set<std::string>& providers);

  std::vector<std::string> files_;
  std::set<std::string> fail_on_;
  conformance::drift::ServerProfile recorded_;
  conformance::drift::ServerProfile now_;
  Credentials credentials_;
  conformance::drift::Verdicts verdicts_;
};

}  // namespace mockmeter::cli
