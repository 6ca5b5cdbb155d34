#include "cli/commands/suite_run.h"

#include <unistd.h>

#include <chrono>
#include <iostream>
#include <stdexcept>
#include <utility>

#include "base/files/file_text.h"
#include "base/text/utf8.h"
#include "cli/commands/command.h"
#include "cli/terminal/terminal.h"
#include "conformance/report/suite_facts.h"
#include "conformance/report/summary.h"
#include "mockmeter/catalogue.h"
#include "server/control/version.h"
#include "server/metering/clock.h"

namespace mockmeter::cli {
namespace {

namespace suite = conformance;

std::vector<suite::KnownFailure> open_known_failing(const std::string& path) {
  if (path.empty()) return {};
  const auto text = file_text(path);
  if (!text) {
    throw std::invalid_argument("cannot read --known-failing " + path +
                                "; is it a file, and readable?");
  }
  return suite::read_known_failing(without_byte_order_mark(*text), path);
}

}  // namespace

void add_selection(CLI::App& app, SuiteOptions& options, const std::string& noun) {
  app.option_defaults()->group("Which " + noun + "s");
  add_option(app, "--run", options.run,
             "Only " + noun + "s that match this glob; repeatable. ** crosses /")
      ->allow_extra_args(false);
  add_option(app, "--skip", options.skip,
             "Skip " + noun + "s that match this glob; the run is then incomplete")
      ->allow_extra_args(false);
  add_option(
      app, "--provider", options.providers,
      list_providers(&ProviderFacts::name) + "; repeatable or a comma list; all when not given")
      ->delimiter(',');
  app.add_flag("--list", options.list, "Print the ids of these " + noun + "s and run none");
}

void add_selection_options(CLI::App& app, SuiteOptions& options, const std::string& noun) {
  app.option_defaults()->group("What is tested");
  add_option(app, "--level", options.level, "should: a failed SHOULD fails the run, too")
      ->check(CLI::IsMember({"must", "should"}));
  add_option(app, "--known-failing", options.known_failing,
             "File of lines: <" + noun + " glob> [#assertion] until=YYYY-MM-DD issue=URL");
  add_report_option(app, options.reports, suite::kReportFormats);
}

suite::SelectionOptions selection_of(const SuiteOptions& options) {
  return {options.run, options.skip, suite::parse_profile(options.profile), options.providers};
}

PreparedSuite prepare(suite::Suite suite, const SuiteOptions& options) {
  PreparedSuite prepared;
  prepared.suite = std::move(suite);
  prepared.selection = suite::select(prepared.suite, selection_of(options));
  return prepared;
}

int list_selected(const suite::Selection& selection) {
  for (const suite::Case* subject : selection.cases) std::cout << subject->id << '\n';
  return kExitOk;
}

void open_files(const SuiteOptions& options, PreparedSuite& prepared) {
  prepared.known = open_known_failing(options.known_failing);
  for (const std::string& report : options.reports) {
    try {
      open_report_beside(prepared.reports, report, suite::kReportFormats);
    } catch (const std::runtime_error& error) {
      std::cerr << "mockmeter: " << error.what() << '\n';
      prepared.all_open = false;
    }
  }
}

void watch(suite::RunOptions& run, const InterruptHandler& interruption, ProgressLine& progress) {
  run.is_stopped = [&interruption] { return interruption.has_come(); };
  run.on_begin = [&progress](const suite::Case& subject, std::size_t all) {
    progress.begin(subject, all);
  };
  run.on_end = [&progress](const suite::Case& subject) { progress.end(subject); };
  run.on_result = [&progress](const suite::CaseResult& result, std::size_t done, std::size_t) {
    progress.count(result, done);
  };
}

int run_and_report(const SuiteOptions& options, PreparedSuite& prepared,
                   const InterruptHandler& interruption, ProgressLine& progress,
                   const std::function<void(suite::RunRecord& record)>& run,
                   const std::function<void(suite::RunRecord& record)>& complete) {
  suite::RunRecord record;
  record.version = kVersion;
  record.profile = options.profile;
  record.is_whole = options.run.empty();
  record.level = options.level == "should" ? suite::Level::kShould : suite::Level::kMust;
  const Clock clock(ClockSetting{ClockSetting::Mode::kNow, {}});
  record.today = std::chrono::floor<std::chrono::days>(clock.now());
  const Stopwatch stopwatch;
  run(record);
  record.took = stopwatch.elapsed();
  record.interrupted = interruption.has_come();
  progress.clear();
  record.problems =
      suite::apply_known_failing(prepared.known, prepared.suite, record.today, record.results);
  suite::add_suite_facts(record, prepared.suite);
  complete(record);
  std::cout << suite::text_report(record, wants_color(STDOUT_FILENO), columns_of(STDOUT_FILENO))
            << std::flush;
  const bool all_written = write_reports(prepared.reports, record) && prepared.all_open;
  const int code = suite::exit_code(record);
  return code == kExitOk && !all_written ? kExitUsage : code;
}

}  // namespace mockmeter::cli
