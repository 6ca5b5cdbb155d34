#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "cli/report_files.h"
#include "conformance/model/run_record.h"
#include "conformance/report/formats.h"
#include "conformance/run/known_failing.h"
#include "conformance/select/suite.h"

namespace mockmeter::cli {

/// What --report asks for, of `conform` and `check`.
struct SuiteReports {
  std::vector<ReportFile<conformance::ReportFormat>> files;
  bool all_open = true;
};

/// A place that cannot be written costs its own report only, and is told before the run. Throws
/// std::invalid_argument for an unknown format.
SuiteReports open_suite_reports(const std::vector<std::string>& reports);

/// Throws std::invalid_argument when the file cannot be read or used; an empty path names none.
std::vector<conformance::KnownFailure> open_known_failing(const std::string& path);

std::chrono::year_month_day today();

/// Prints the run on stdout, writes the reports, and returns the exit code.
int report_on(const conformance::RunRecord& record, const conformance::Suite& all,
              SuiteReports& reports);

}  // namespace mockmeter::cli
