#pragma once

#include <CLI/CLI.hpp>
#include <chrono>
#include <string>
#include <vector>

#include "cli/report_files.h"
#include "conformance/model/run_record.h"
#include "conformance/report/formats.h"
#include "conformance/run/known_failing.h"
#include "conformance/select/selection.h"
#include "conformance/select/suite.h"

namespace mockmeter::cli {

/// What the command lines of `conform` and `check` have in common, as they say it.
struct SuiteOptions {
  std::vector<std::string> run;
  std::vector<std::string> skip;
  std::string provider;
  std::string level = "must";
  std::string known_failing;
  std::vector<std::string> reports;  // "FORMAT=PATH"
  bool list = false;
};

/// How one of the two calls what it runs.
struct SuiteWords {
  std::string one;      ///< "case"; several of it end with "s"
  std::string nothing;  ///< what it does when it only lists: "run none"

  std::string group() const { return "Which " + one + "s"; }
};

/// --run and --skip; then --provider and --list; and --level, --known-failing and --report.
void add_globs(CLI::App& app, SuiteOptions& options, const SuiteWords& words);
void add_reach(CLI::App& app, SuiteOptions& options, const SuiteWords& words);
void add_judgement(CLI::App& app, SuiteOptions& options, const SuiteWords& words);

/// What a run needs that is known before it begins.
struct PreparedSuite {
  conformance::Suite suite;
  conformance::Selection selection;
  std::vector<conformance::KnownFailure> known;
  std::vector<ReportFile<conformance::ReportFormat>> reports;
  bool all_open = true;  ///< of the reports
};

/// Prints the ids of what was chosen.
int list_chosen(const conformance::Selection& selection);

/// Opens the files that the options name. A report that cannot be written costs itself only, and
/// is told before the run. Throws std::invalid_argument for an unknown format, and when the known
/// failures cannot be read or used.
void open_files(const SuiteOptions& options, PreparedSuite& prepared);

/// What is known of a run before its first result.
conformance::RunRecord begin_record(const SuiteOptions& options, std::string_view profile);

/// Applies the known failures, prints the run on stdout, writes the reports, and returns the exit
/// code.
int finish(conformance::RunRecord& record, PreparedSuite& prepared);

}  // namespace mockmeter::cli
