#include <fcntl.h>
#include <unistd.h>

#include <iostream>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "base/files/temporary_file.h"
#include "base/process/child_process.h"
#include "base/process/descendants.h"
#include "base/process/signals.h"
#include "cli/commands/command.h"
#include "cli/commands/run_environment.h"
#include "cli/options/fail_on.h"
#include "cli/options/port_file.h"
#include "cli/options/report_files.h"
#include "cli/options/serve_options.h"
#include "cli/terminal/run_report.h"
#include "cli/terminal/terminal.h"
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
    const RunFormat* junit = find_by(kRunFormats, &RunFormat::name, "junit");
    reports.push_back({junit, AtomicFile("--junit", options.junit)});
  }
  for (const std::string& report : options.reports) {
    open_report_beside(reports, report, kRunFormats);
  }
  return reports;
}

struct CommandResult {
  ExitStatus ended;
  bool was_killed = false;  // by a second Ctrl-C
};

/// On a terminal the command stays in our process group, as job control would have it: it may read
/// the terminal, and Ctrl-C and Ctrl-Z reach it without us. Elsewhere it leads a group of its own,
/// so that signals reach what it has started too.
bool has_terminal() {
  const int terminal = open("/dev/tty", O_RDWR | O_CLOEXEC);
  if (terminal >= 0) close(terminal);
  return terminal >= 0;
}

/// Passes signals on until the command has ended.
CommandResult supervise(ChildProcess& child, const SignalReceiver& signals) {
  SignalPolicy policy(!child.leads_group());
  const Stopwatch watch;
  bool was_killed = false;
  for (;;) {
    if (const auto ended = child.collect()) return {*ended, was_killed};
    const ReceivedSignal received = signals.wait();
    if (received.signal == SIGCHLD) continue;
    const SignalAction action = policy.react(received, watch.elapsed());
    if (action == SignalAction::kForward) child.send(received.signal);
    if (action == SignalAction::kKill) kill_descendants();
    was_killed = was_killed || action == SignalAction::kKill;
  }
}

void report_leftovers(const std::vector<ProcessInfo>& leftovers) {
  if (leftovers.empty()) return;
  std::cerr << "mockmeter: ended what the command left running:";
  for (const ProcessInfo& process : leftovers)
    std::cerr << ' ' << process.name << " (" << process.id << ')';
  std::cerr << '\n';
}

/// From the start of the command to the last report.
int run_command(ChildProcess& child, const SignalReceiver& signals, Server& server,
                RunResult& result, RunReports& reports) {
  const CommandResult outcome = supervise(child, signals);
  report_leftovers(terminate_descendants(signals, outcome.was_killed));
  server.stop();
  result.ended = outcome.ended;
  result.requests = server.requests();
  result.findings = server.findings();
  result.exit = merged_exit(result.ended, fails(result.findings, result.fail_on));
  std::cerr << run_text(result, wants_color(STDERR_FILENO));
  const bool all_written = write_reports(reports, result);
  return result.exit == kExitOk && !all_written ? kExitUsage : result.exit;
}

void warn_of_trust(const std::string& sentence) {
  std::cerr << "mockmeter: " << sentence << "; the command trusts the mock all the same\n";
}

int run(const RunOptions& options, const std::vector<std::string>& command) {
  RunResult result;
  result.command = command;
  result.clock = options.serve.server.clock;
  result.fail_on = parse_fail_on(options.fail_on);

  Inheritance inheritance = Inheritance::of_ours();  // before we change anything
  const SignalReceiver signals;                      // before any thread starts
  become_subreaper();
  RunReports reports = open_reports(options);
  const ServerOptions served = begin_serving(options.serve);
  Server server(served);
  warn_of_open_control_plane(served);
  const PortFile port_file(options.serve.port_file, server.port());
  std::optional<TemporaryFile> trust;
  if (!server.authority().empty()) {
    trust.emplace(trust_bundle(server.authority(), environment_variable, warn_of_trust),
                  ", which clients of --tls trust");
  }
  RunEnvironment environment =
      run_environment({server.url(), server.admin_url(), options.serve.server.admin_token,
                       trust ? trust->path() : std::string()},
                      environment_variable);
  result.url = server.url();
  result.kept = std::move(environment.kept);
  try {
    ChildProcess child(command, {.environment = std::move(environment.set),
                                 .inheritance = std::move(inheritance),
                                 .leads_group = !has_terminal()});
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
  return "The command gets these variables, unless it has them already; those of MOCKMETER and of "
         "--tls are always\nset:\n" +
         describe_run_environment() +
         "\nIt has our stdin, stdout and stderr, and gets the signals that we get; a second Ctrl-C "
         "kills it. What\nit leaves running is ended. Exit code: the command's own when it is not "
         "0 (128 and the number of the\nsignal that ended it; 127 = not found), else 3 when a "
         "finding of --fail-on appeared, else 0.";
}

void add_selection_options(CLI::App& app, RunOptions& options) {
  app.option_defaults()->group("What is tested");
  add_option(app, "--fail-on", options.fail_on,
             "Exit 3 when one of these appeared, comma list, repeatable: " + fail_on_names())
      ->allow_extra_args(false);
  add_option(app, "--junit", options.junit, "Write a JUnit report here, a case per finding");
  add_report_option(app, options.reports, kRunFormats);
}

}  // namespace

Command add_run(CLI::App& app, const std::vector<std::string>& command) {
  CLI::App* sub = app.add_subcommand("run",
                                     "Run a command beside a mock, and examine what it asks: "
                                     "mockmeter run [OPTIONS] -- CMD ARG...");
  sub->footer(footer());
  const auto options = std::make_shared<RunOptions>();
  const auto stray = std::make_shared<std::vector<std::string>>();
  sub->add_option("CMD", *stray, "The command and its arguments, after --");
  add_selection_options(*sub, *options);
  add_serve_options(*sub, options->serve);
  return {
      sub, [options, stray, command] {
        if (command.empty() || !stray->empty()) {
          throw std::invalid_argument(
              "which command? It goes behind two dashes: mockmeter run [OPTIONS] -- CMD ARG...");
        }
        return run(*options, command);
      }};
}

}  // namespace mockmeter::cli
