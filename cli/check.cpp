#include <iostream>
#include <memory>
#include <stdexcept>
#include <string>

#include "cli/check_options.h"
#include "cli/command.h"
#include "cli/interruption.h"
#include "cli/run_environment.h"
#include "cli/suite_reports.h"
#include "cli/terminal.h"
#include "conformance/check/run_probes.h"
#include "server/control/version.h"
#include "server/core/clock.h"

namespace mockmeter::cli {
namespace {

namespace suite = conformance;

/// The time of this machine, for a server that does not tell its own.
suite::Moment now_here() { return {unix_seconds(Clock({ClockSetting::Mode::kNow, {}}).now()), 0}; }

suite::Session session_for(const CheckOptions& options, const Interruption& interruption) {
  suite::SessionOptions how;
  how.http = http_options_of(options);
  how.writes = options.writes;
  how.say = [](const std::string& line) { std::cerr << "mockmeter: " << line << '\n'; };
  how.is_stopped = [&interruption] { return interruption.has_come(); };
  const suite::ServerFacts facts =
      suite::meet_server(suite::parse_address(options.url), how.http, now_here());
  return {facts, suite::holders(environment_variable, facts.is_mock), how};
}

/// One line on stderr that is written anew with each probe, where stderr is a terminal.
void show_probe(const suite::CaseResult& result, std::size_t done, std::size_t all) {
  const std::string line = std::to_string(done) + " of " + std::to_string(all);
  show_progress(done == all ? std::string() : line + "  " + result.subject->id);
}

int judge_server(const CheckOptions& options, const suite::Suite& probes,
                 const suite::Selection& selection) {
  const auto known = open_known_failing(options.known_failing);
  SuiteReports reports = open_suite_reports(options.reports);
  const Interruption interruption;  // before any thread
  suite::Session session = session_for(options, interruption);
  suite::RunRecord record;
  record.version = kVersion;
  record.side = suite::Side::kServer;
  record.client.name = options.url;
  record.profile = suite::profile_name(suite::Profile::kCore);
  record.is_whole = options.run.empty();
  record.level = level_of(options);
  record.today = today();
  const Stopwatch watch;
  record.results = suite::run_probes(selection, session, show_probe);
  record.took = watch.elapsed();
  record.interrupted = interruption.has_come();
  record.problems = suite::apply_known_failing(known, probes, record.today, record.results);
  return report_on(record, probes, reports);
}

int check(const CheckOptions& options) {
  const suite::Suite probes = suite::embedded_probes();
  const suite::Selection selection = suite::select(probes, choice_of(options));
  if (options.list) {
    for (const suite::Case* probe : selection.cases) std::cout << probe->id << '\n';
    return kGood;
  }
  if (options.url.empty()) {
    throw std::invalid_argument(
        "which server? Give its URL: mockmeter check http://127.0.0.1:8080");
  }
  if (options.insecure) {
    std::cerr << "mockmeter: WARNING: --insecure: no certificate is checked; whoever is on the way "
                 "to the server can read the credentials and forge its answers\n";
  }
  return judge_server(options, probes, selection);
}

}  // namespace

Action add_check(CLI::App& app, CLI::App*& sub) {
  sub = app.add_subcommand("check",
                           "Judge any server of these APIs, sentence by sentence: mockmeter check "
                           "URL");
  sub->footer(check_footer());
  const auto options = std::make_shared<CheckOptions>();
  add_check_options(*sub, *options);
  return [options] { return check(*options); };
}

}  // namespace mockmeter::cli
