#include "cli/suite_run.h"

#include <unistd.h>

#include <iostream>
#include <stdexcept>

#include "base/file_text.h"
#include "cli/command.h"
#include "cli/terminal.h"
#include "conformance/report/events.h"
#include "conformance/report/summary.h"
#include "mockmeter/catalogue.h"
#include "server/control/version.h"
#include "server/core/clock.h"

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
  return suite::read_known_failing(*text, path);
}

}  // namespace

void add_globs(CLI::App& app, SuiteOptions& options, const SuiteWords& words) {
  add_option(app, "--run", options.run,
             "Only " + words.one + "s that fit this glob; repeatable. ** crosses /")
      ->allow_extra_args(false)
      ->group(words.group());
  add_option(app, "--skip", options.skip, "None that fit this glob; the run is incomplete, then")
      ->allow_extra_args(false)
      ->group(words.group());
}

void add_reach(CLI::App& app, SuiteOptions& options, const SuiteWords& words) {
  add_option(app, "--provider", options.provider,
             list_providers(&ProviderFacts::name) + "; all when not given")
      ->group(words.group());
  app.add_flag("--list", options.list,
               "Print the ids of these " + words.one + "s, and " + words.nothing)
      ->group(words.group());
}

void add_judgement(CLI::App& app, SuiteOptions& options, const SuiteWords& words) {
  constexpr const char* kGroup = "What is judged";
  add_option(app, "--level", options.level, "should: a missed SHOULD fails the run, too")
      ->check(CLI::IsMember({"must", "should"}))
      ->group(kGroup);
  add_option(app, "--known-failing", options.known_failing,
             "File of lines: <" + words.one + " glob> [#check] until=YYYY-MM-DD issue=URL")
      ->group(kGroup);
  add_option(app, "--report", options.reports,
             "FORMAT=PATH, repeatable; formats: " + suite::report_format_names())
      ->allow_extra_args(false)
      ->group(kGroup);
}

int list_chosen(const suite::Selection& selection) {
  for (const suite::Case* subject : selection.cases) std::cout << subject->id << '\n';
  return kGood;
}

void open_files(const SuiteOptions& options, PreparedSuite& prepared) {
  prepared.known = open_known_failing(options.known_failing);
  for (const std::string& report : options.reports) {
    try {
      open_report_beside(prepared.reports, report, suite::find_report_format,
                         suite::report_format_names());
    } catch (const std::runtime_error& error) {
      std::cerr << "mockmeter: " << error.what() << '\n';
      prepared.all_open = false;
    }
  }
}

suite::RunRecord begin_record(const SuiteOptions& options, std::string_view profile) {
  suite::RunRecord record;
  record.version = kVersion;
  record.profile = profile;
  record.is_whole = options.run.empty();
  record.level = options.level == "should" ? suite::Level::kShould : suite::Level::kMust;
  const Clock clock(ClockSetting{ClockSetting::Mode::kNow, {}});
  record.today = std::chrono::floor<std::chrono::days>(clock.now());
  return record;
}

int finish(suite::RunRecord& record, PreparedSuite& prepared) {
  record.problems =
      suite::apply_known_failing(prepared.known, prepared.suite, record.today, record.results);
  const suite::Events events = suite::events_of(record, prepared.suite);
  std::cout << suite::text_report(events, wants_color(STDOUT_FILENO), columns_of(STDOUT_FILENO))
            << std::flush;
  const bool all_written = write_reports(prepared.reports, events) && prepared.all_open;
  const int code = suite::exit_code(record);
  return code == kGood && !all_written ? kCannotRun : code;
}

}  // namespace mockmeter::cli
