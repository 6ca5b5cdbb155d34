#include "cli/suite_reports.h"

#include <unistd.h>

#include <iostream>
#include <stdexcept>

#include "base/file_text.h"
#include "cli/command.h"
#include "cli/terminal.h"
#include "conformance/report/events.h"
#include "conformance/report/summary.h"
#include "server/core/clock.h"

namespace mockmeter::cli {

namespace suite = conformance;

SuiteReports open_suite_reports(const std::vector<std::string>& reports) {
  SuiteReports opened;
  for (const std::string& report : reports) {
    try {
      open_report_beside(opened.files, report, suite::find_report_format,
                         suite::report_format_names());
    } catch (const std::runtime_error& error) {
      std::cerr << "mockmeter: " << error.what() << '\n';
      opened.all_open = false;
    }
  }
  return opened;
}

std::vector<suite::KnownFailure> open_known_failing(const std::string& path) {
  if (path.empty()) return {};
  const auto text = file_text(path);
  if (!text) {
    throw std::invalid_argument("cannot read --known-failing " + path +
                                "; is it a file, and readable?");
  }
  return suite::read_known_failing(*text, path);
}

std::chrono::year_month_day today() {
  const Clock clock(ClockSetting{ClockSetting::Mode::kNow, {}});
  return std::chrono::floor<std::chrono::days>(clock.now());
}

int report_on(const suite::RunRecord& record, const suite::Suite& all, SuiteReports& reports) {
  const suite::Events events = suite::events_of(record, all);
  std::cout << suite::text_report(events, wants_color(STDOUT_FILENO), columns_of(STDOUT_FILENO))
            << std::flush;
  const bool all_written = write_reports(reports.files, events) && reports.all_open;
  const int code = suite::exit_code(record);
  return code == suite::kConformant && !all_written ? kCannotRun : code;
}

}  // namespace mockmeter::cli
