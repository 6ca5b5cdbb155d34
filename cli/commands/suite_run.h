#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <string>
#include <vector>

#include "cli/options/report_files.h"
#include "cli/terminal/interrupt_handler.h"
#include "cli/terminal/progress.h"
#include "conformance/model/run_record.h"
#include "conformance/report/formats.h"
#include "conformance/run/known_failing.h"
#include "conformance/run/run.h"
#include "conformance/suite/selection.h"
#include "conformance/suite/suite.h"

namespace mockmeter::cli {

/// What the command lines of `conform` and `check` have in common, as they say it.
struct SuiteOptions {
  std::vector<std::string> run;
  std::vector<std::string> skip;
  std::string profile = "secure";
  std::vector<std::string> providers;
  std::string level = "must";
  std::string known_failing;
  std::vector<std::string> reports;  // "FORMAT=PATH"
  bool list = false;
};

/// --run, --skip, --provider and --list, in a group of help that goes on; then --level,
/// --known-failing and --report. `noun`: what the command runs, "case".
void add_selection(CLI::App& app, SuiteOptions& options, const std::string& noun);
void add_selection_options(CLI::App& app, SuiteOptions& options, const std::string& noun);

conformance::SelectionOptions selection_of(const SuiteOptions& options);

/// What a run needs that is known before it begins.
struct PreparedSuite {
  conformance::Suite suite;
  conformance::Selection selection;
  std::vector<conformance::KnownFailure> known;
  std::vector<ReportFile<conformance::ReportFormat>> reports;
  bool all_open = true;  ///< of the reports
};

/// Throws std::invalid_argument when the options select nothing.
PreparedSuite prepare(conformance::Suite suite, const SuiteOptions& options);

/// Prints the ids of what was selected.
int list_selected(const conformance::Selection& selection);

/// Opens the files that the options name. A report that cannot be written costs itself only, and
/// is told before the run. Throws std::invalid_argument for an unknown format, and when the known
/// failures cannot be read or used.
void open_files(const SuiteOptions& options, PreparedSuite& prepared);

/// Lets the progress of a run be seen, and an interruption stop it.
void watch(conformance::RunOptions& run, const InterruptHandler& interruption,
           ProgressLine& progress);

/// Runs what is prepared: `run` fills the record with the results and with what it knows of the
/// client or the server. Then applies the known failures, calls `complete`, prints the run on
/// stdout, writes the reports, and returns the exit code.
int run_and_report(
    const SuiteOptions& options, PreparedSuite& prepared, const InterruptHandler& interruption,
    ProgressLine& progress, const std::function<void(conformance::RunRecord& record)>& run,
    const std::function<void(conformance::RunRecord& record)>& complete =
        [](conformance::RunRecord&) {});

}  // namespace mockmeter::cli
