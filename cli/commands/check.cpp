#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <iostream>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>

#include "base/process/environment.h"
#include "cli/commands/check_drift.h"
#include "cli/commands/command.h"
#include "cli/commands/starter.h"
#include "cli/commands/suite_run.h"
#include "conformance/check/run_probes.h"
#include "conformance/report/stream/exchanges.h"
#include "mockmeter/catalogue.h"
#include "server/metering/clock.h"

namespace mockmeter::cli {
namespace {

namespace suite = conformance;

/// What the command line of `check` says, as it says it.
struct CheckOptions : SuiteOptions {
  std::string url;
  double timeout = 10;  // seconds
  std::string ca_file;
  bool insecure = false;
  bool writes = false;
  DriftOptions drift;
};

void add_connection(CLI::App& app, CheckOptions& options) {
  app.option_defaults()->group("The way to the server");
  add_option(app, "--timeout", options.timeout, "Seconds for a whole response")
      ->check(CLI::Range(0.05, 3600.0));
  add_option(app, "--ca-file", options.ca_file, "PEM file of a certificate authority to trust")
      ->check(CLI::ExistingFile);
  app.add_flag("--insecure", options.insecure,
               "Accept any certificate (unsafe: others may read the credentials)");
}

/// A line per provider: what each variable holds.
std::string credential_variables() {
  std::string text;
  for (const ProviderInfo& provider : catalogue()) {
    for (const TestInput& input : provider.inputs) {
      text += "  " + suite::variables_of(input) + ": " + std::string(input.meaning) + '\n';
    }
  }
  return text;
}

void add_check_options(CLI::App& app, CheckOptions& options) {
  app.add_option("url", options.url,
                 "URL of the server, with or without an API's base path: "
                 "http://127.0.0.1:8080, " +
                     std::string(catalogue().front().url))
      ->envname("MOCKMETER_URL");
  add_selection(app, options, "probe");
  app.add_flag("--allow-writes", options.writes,
               "Also send requests that change data: create and revoke an API key, try methods "
               "that are not allowed; at a mockmeter also change plans. Without it only GET and "
               "HEAD are sent");
  add_selection_options(app, options, "probe");
  add_drift_options(app, options.drift);
  add_connection(app, options);
}

std::string check_footer() {
  const ProviderInfo& first = catalogue().front();
  return "Credentials come from the environment and are neither stored nor shown:\n" +
         credential_variables() +
         "Some probes need another one; what is missing is said. Of a provider without any, a "
         "mockmeter is asked\nwith those of its world `default`.\n\n"
         "Verdicts: pass, fail; warning: a SHOULD was missed; advisory: something that no sentence "
         "says outright,\nnever fails a run; unsupported: does not apply here; not run: something "
         "is missing.\n\n"
         "With --against, drift is told as well: members, types, statuses, fields, paging, and "
         "probes that\nfail now; never values. It is breaking, a change that a robust client "
         "survives, or a notice.\n--fail-on breaking leaves the verdicts out of the exit code, for "
         "an API that is not conformant.\n\n"
         "Exit code: 0 the server keeps the contract, 1 it does not, or differs in what --fail-on "
         "names, 2 it\ncannot be reached or the options are wrong, 3 incomplete, 70 our own fault, "
         "130 interrupted. The last\nline: N passed, N failed.\n\n"
         "Examples:\n"
         "  mockmeter check http://127.0.0.1:8080\n"
         "  mockmeter check " +
         std::string(first.url) + " --provider " + std::string(first.name) +
         "\n"
         "  mockmeter check \"$URL\" --run '" +
         std::string(catalogue().back().name) +
         "/**' --report junit=out.xml\n"
         "  mockmeter check https://127.0.0.1:8443 --ca-file ca.pem\n"
         "  mockmeter check \"$URL\" --report har=run.har   # a recording: bodies too, secrets "
         "out\n"
         "  mockmeter check \"$URL\" --against run.har --fail-on breaking";
}

suite::HttpOptions http_options_of(const CheckOptions& options) {
  const std::chrono::duration<double> timeout(options.timeout);
  return {std::chrono::round<std::chrono::milliseconds>(timeout), options.ca_file,
          options.insecure};
}

/// The time of this machine, for a server that does not tell its own.
Timestamp now_here() {
  return std::chrono::floor<std::chrono::seconds>(Clock({ClockSetting::Mode::kNow, {}}).now());
}

/// Whether a report is a recording of the server, too.
bool records(const PreparedSuite& prepared) {
  return std::ranges::any_of(prepared.reports, [](const auto& report) {
    return report.format->name == "har" || report.format->name == "ndjson";
  });
}

suite::Session session_for(const CheckOptions& options, suite::SessionOptions how) {
  how.http = http_options_of(options);
  how.writes = options.writes;
  how.say = [](const std::string& line) { std::cerr << "mockmeter: " << line << '\n'; };
  const suite::ServerFacts facts =
      suite::identify_server(suite::parse_server_url(options.url), how.http, now_here());
  return {facts, suite::resolve_inputs(environment_variable, facts.is_mock), how};
}

int test_server(const CheckOptions& options, PreparedSuite& prepared,
                std::optional<DriftFinder> finder) {
  const InterruptHandler interruption;  // before any thread
  ProgressLine progress("finding the server");
  suite::ProbeRunOptions run;
  watch(run, interruption, progress);
  if (records(prepared)) run.record_sent = suite::record_sent_exchanges;
  suite::SessionOptions how;
  how.keeps_sent = records(prepared);
  how.is_stopped = run.is_stopped;
  if (finder) how.on_result = [&](const suite::HttpResult& result) { finder->add(result); };
  suite::Session session = session_for(options, how);
  const auto complete = [&](suite::RunRecord& record) {
    if (!finder) return;
    finder->name_credentials(suite::names_of_inputs(session));
    record.drift = finder->drift(record.results, suite::redaction_of(session));
  };
  return run_and_report(
      options, prepared, interruption, progress,
      [&](suite::RunRecord& record) {
        record.side = suite::Side::kServer;
        record.profile = suite::profile_name(suite::Profile::kCore);
        record.client.name = options.url;
        record.results = suite::run_probes(prepared.selection, session, run);
      },
      complete);
}

int check(const CheckOptions& options) {
  if (options.drift.init) return write_drift_starter(options.drift.init_folder);
  PreparedSuite prepared = prepare(suite::embedded_probes(), options);
  if (options.list) return list_selected(prepared.selection);
  if (options.url.empty()) {
    throw std::invalid_argument(
        "which server? Give its URL: mockmeter check http://127.0.0.1:8080");
  }
  if (options.insecure) {
    std::cerr << "mockmeter: WARNING: --insecure: no certificate is checked; whoever is on the way "
                 "to the server can read the credentials and forge its responses\n";
  }
  open_files(options, prepared);
  std::optional<DriftFinder> finder;
  if (!options.drift.against.empty()) finder.emplace(options.drift, prepared.selection);
  return test_server(options, prepared, std::move(finder));
}

}  // namespace

Command add_check(CLI::App& app) {
  CLI::App* sub =
      app.add_subcommand("check",
                         "Test any server of these APIs, sentence by sentence: mockmeter check "
                         "URL");
  sub->footer(check_footer());
  const auto options = std::make_shared<CheckOptions>();
  add_check_options(*sub, *options);
  return {sub, [options] { return check(*options); }};
}

}  // namespace mockmeter::cli
