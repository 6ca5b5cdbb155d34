#include <unistd.h>

#include <iostream>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "base/files/temporary_file.h"
#include "cli/child.h"
#include "cli/command.h"
#include "cli/descendants.h"
#include "cli/fail_on.h"
#include "cli/port_file.h"
#include "cli/relayed_signals.h"
#include "cli/report_files.h"
#include "cli/run_environment.h"
#include "cli/run_report.h"
#include "cli/serve_options.h"
#include "cli/signal_policy.h"
#include "cli/terminal.h"
#include "mockmeter/server.h"
#include "server/metering/clock.h"

namespace mockmeter::cli {
namespace {

struct RunOptions {
  ServeOptions serve;
  std::vector<std::string> fail_on;
  std::string junit;
  std::vector<std::string> reports;  // "FORMAT=PATH"
};

using RunReports = std::vector<ReportFile<RunFormat>>;

RunReports open_reports(const RunOptions& options) {
  RunReports reports;
  if (!options.junit.empty()) {
    reports.push_back({find_run_format("junit"), AtomicFile("--junit", options.junit)});
  }
  for (const std::string& report : options.reports) {
    open_report_beside(reports, report, find_run_format, run_format_names());
  }
  return reports;
}

struct Outcome {
  ProcessEnding ended;
  bool was_killed = false;  // by a second Ctrl-C
};

/// Passes signals on until the command has ended.
Outcome supervise(Child& child, const RelayedSignals& signals) {
  SignalPolicy policy(child.shares_terminal());
  const Stopwatch watch;
  bool was_killed = false;
  for (;;) {
    if (const auto ended = child.reap()) return {*ended, was_killed};
    const Arrival arrival = signals.wait();
    if (arrival.signal == SIGCHLD) continue;
    const Reaction reaction = policy.react(arrival, watch.elapsed());
    if (reaction == Reaction::kForward) child.send(arrival.signal);
    if (reaction == Reaction::kKill) kill_descendants();
    was_killed = was_killed || reaction == Reaction::kKill;
  }
}

void tell_of_leftovers(const std::vector<ProcessStat>& leftovers) {
  if (leftovers.empty()) return;
  std::cerr << "mockmeter: ended what the command left running:";
  for (const ProcessStat& process : leftovers)
    std::cerr << ' ' << process.name << " (" << process.id << ')';
  std::cerr << '\n';
}

/// From the start of the command to the last report.
int run_command(Child& child, const RelayedSignals& signals, Server& server, RunResult& result,
                RunReports& reports) {
  const Outcome outcome = supervise(child, signals);
  tell_of_leftovers(end_descendants(signals, outcome.was_killed));
  server.stop();
  result.ended = outcome.ended;
  result.requests = server.requests();
  result.findings = server.conduct();
  result.exit = merged_exit(result.ended, fails(result.findings, result.fail_on));
  std::cerr << run_text(result, wants_color(STDERR_FILENO));
  const bool all_written = write_reports(reports, result);
  return result.exit == kGood && !all_written ? kCannotRun : result.exit;
}

int run(const RunOptions& options, const std::vector<std::string>& command) {
  RunResult result;
  result.command = command;
  result.clock = options.serve.server.clock;
  result.fail_on = parse_fail_on(options.fail_on);

  const RelayedSignals signals;  // this and the fork before any thread starts
  adopt_orphans();
  Child child(command, signals.mask_before());
  RunReports reports = open_reports(options);
  Server server(begin_serving(options.serve));
  const PortFile port_file(options.serve.port_file, server.port());
  std::optional<TemporaryFile> trust;
  if (!server.authority().empty()) {
    trust.emplace(server.authority(), ", which clients of --tls trust");
  }
  RunEnvironment environment =
      run_environment({server.url(), server.admin_url(), options.serve.server.admin_token,
                       trust ? trust->path() : std::string()},
                      environment_variable);
  result.url = server.url();
  result.kept = std::move(environment.kept);
  try {
    child.start(environment.set);
    return run_command(child, signals, server, result, reports);
  } catch (const CannotStart& error) {
    std::cerr << "mockmeter: " << error.what() << '\n';
    return error.exit_code;
  } catch (const std::exception& error) {
    std::cerr << "mockmeter: a fault of ours: " << error.what() << '\n';
    kill_descendants();
    return kExitInternal;
  }
}

std::string footer() {
  return "The command gets these variables, unless it has them already; those of MOCKMETER are "
         "always set:\n" +
         describe_run_environment() +
         "\nIt has our stdin, stdout and stderr, and gets the signals that we get; a second Ctrl-C "
         "kills it. What\nit leaves running is ended. Exit code: the command's own when it is not "
         "0 (128 and the number of the\nsignal that ended it; 127 = not found), else 3 when a "
         "finding of --fail-on appeared, else 0.";
}

void add_judgement(CLI::App& app, RunOptions& options) {
  constexpr const char* kJudged = "What is judged";
  add_option(app, "--fail-on", options.fail_on,
             "Exit 3 when one of these appeared, comma list, repeatable: " + fail_on_names())
      ->allow_extra_args(false)
      ->group(kJudged);
  add_option(app, "--junit", options.junit, "Write a JUnit report here, a case per finding")
      ->group(kJudged);
  add_option(app, "--report", options.reports,
             "FORMAT=PATH, repeatable; formats: " + run_format_names())
      ->allow_extra_args(false)
      ->group(kJudged);
}

}  // namespace

Action add_run(CLI::App& app, CLI::App*& sub, const std::vector<std::string>& command) {
  sub = app.add_subcommand("run",
                           "Run a command beside a mock, and judge what it asks: "
                           "mockmeter run [OPTIONS] -- CMD ARG...");
  sub->footer(footer());
  const auto options = std::make_shared<RunOptions>();
  const auto stray = std::make_shared<std::vector<std::string>>();
  add_judgement(*sub, *options);
  add_serve_options(*sub, options->serve);
  sub->add_option("CMD", *stray, "The command and its arguments, after --");
  return [options, stray, command] {
    if (command.empty() || !stray->empty()) {
      throw std::invalid_argument(
          "which command? It goes behind two dashes: mockmeter run [OPTIONS] -- CMD ARG...");
    }
    return run(*options, command);
  };
}

}  // namespace mockmeter::cli
