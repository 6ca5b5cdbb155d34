#include <algorithm>
#include <iostream>
#include <memory>
#include <random>
#include <stdexcept>
#include <string>
#include <thread>

#include "base/process/descendants.h"
#include "cli/commands/command.h"
#include "cli/commands/run_trust.h"
#include "cli/commands/starter.h"
#include "cli/options/adapter_client.h"
#include "cli/options/conform_options.h"
#include "conformance/adapter/adapter.h"
#include "conformance/report/stream/exchanges.h"
#include "conformance/report/summary.h"
#include "conformance/run/run_cases.h"
#include "conformance/run/smoke.h"
#include "mockmeter/catalogue.h"

namespace mockmeter::cli {
namespace {

namespace suite = conformance;

constexpr int kMostJobs = 256;
// A case waits far more than it works. More processes cost memory, and the longest case is no
// shorter.
constexpr int kJobsPerCore = 6;
constexpr int kMaxDefaultJobs = 16;

void add_running(CLI::App& app, ConformOptions& options) {
  app.option_defaults()->group("How it is run");
  add_option(app, "--client", options.client, "The adapter's command line, as one argument");
  app.add_flag("--self-test{fast}", options.self_test,
               "Test the suite: cases must kill their mutants and pass conforming clients; "
               "=full: each mutant and quirk with each case")
      ->check(CLI::IsMember({"fast", "full"}));
  add_option(app, "--jobs", options.jobs,
             "Cases at the same time, in several processes of the client when needed; default: "
             "six per core, at most 16")
      ->check(CLI::Range(1, kMostJobs));
  app.add_flag("--tls", options.tls,
               "Serve every case over https, for clients that refuse plain http; they find what to "
               "trust in ca_file and in their environment");
  add_option(app, "--order", options.order, "suite, or random: the seed decides the order")
      ->check(CLI::IsMember({"suite", "random"}));
  add_option(app, "--seed", options.seed, "Serve the same random values as the run with this seed")
      ->check(CLI::NonNegativeNumber);
  add_option(app, "--timeout-scale", options.timeout_scale,
             "Factor for all timeouts, for slow machines")
      ->check(CLI::Range(0.01, 1000.0));
}

/// No environment variables: these write files.
void add_start(CLI::App& app, ConformOptions& options) {
  app.option_defaults()->group("To begin with");
  auto* init = app.add_option("--init", options.init,
                              "Write an adapter in bash, python, node or c++ that passes, with "
                              "what CI needs");
  app.add_option("--init-dir", options.into, "Folder that --init writes into")
      ->needs(init)
      ->capture_default_str();
}

void add_conform_options(CLI::App& app, ConformOptions& options) {
  add_start(app, options);
  add_running(app, options);
  add_selection(app, options, "case");
  add_option(app, "--profile", options.profile,
             "core, resilient or secure; each includes the one before")
      ->check(CLI::IsMember({"core", "resilient", "secure"}));
  add_selection_options(app, options, "case");
}

std::string conform_footer() {
  const std::string provider(catalogue().front().name);
  return "COMMAND is split into words as sh does it (quotes, \\, ~, $VAR), but no shell runs it.\n"
         "It speaks one JSON object per line on stdin and stdout, and may log on stderr.\n\n"
         "Verdicts: pass, fail; warning: a SHOULD was missed; advisory: something inferred was, "
         "and "
         "that never\nfails a run; known failure, unexpected pass: see --known-failing; "
         "unsupported: the client does not\nclaim it; not run; harness error: our own fault.\n\n"
         "Exit code: 0 conformant, 1 not, 2 the client cannot be run or the options are wrong, 3 "
         "incomplete,\n70 our own fault, 130 interrupted. The last line: N passed, N failed.\n\n"
         "Reports: html and text for people, junit for CI systems, tap for prove, markdown for a "
         "page of GitHub,\nhar: all traffic, badge: an SVG, json and ndjson for programs. None "
         "shows "
         "a credential.\n\n"
         "Examples:\n"
         "  mockmeter conform --init python\n"
         "  mockmeter conform --client 'python3 adapter.py'\n"
         "  mockmeter conform --client ./adapter --run '" +
         provider +
         "/**' --profile core\n"
         "  mockmeter conform --client ./adapter --report junit=out.xml --report har=out.har\n"
         "  mockmeter conform --list --run '" +
         provider + "/**'";
}

/// What an adapter has started and left to itself, in a session of its own even, ends with the run.
struct DescendantReaper {
  DescendantReaper() { become_subreaper(); }
  ~DescendantReaper() { kill_descendants(); }
  DescendantReaper(const DescendantReaper&) = delete;
  DescendantReaper& operator=(const DescendantReaper&) = delete;
};

suite::ClientRunOptions run_options_of(const ConformOptions& options) {
  suite::ClientRunOptions run;
  run.case_options = {seed_of(options), options.timeout_scale};
  run.case_options.over_tls = options.tls;
  run.case_options.record_traffic = suite::record_exchanges;
  run.jobs = jobs_of(options);
  if (options.order == "random") run.order_seed = run.case_options.seed;
  return run;
}

int run(const ConformOptions& options, PreparedSuite& prepared) try {
  const RunTrust trust;
  const InterruptHandler& interruption = trust.interruption();
  ProgressLine progress;
  suite::ClientRunOptions run = run_options_of(options);
  run.case_options.trust = trust.authority();
  watch(run, interruption, progress);
  const DescendantReaper orphanage;
  suite::Adapter adapter(adapter_options_of(options, split_command("--client", options.client),
                                            trust.authority().get()));
  const auto failure = suite::smoke(
      client_of(adapter), [&adapter] { return adapter.exits_on_eof(); }, run.case_options);
  if (interruption.has_come()) return kExitInterrupted;
  if (failure) {
    progress.clear();
    std::cerr << "mockmeter: " << suite::smoke_page(*failure, options.client, adapter.warnings());
    return kExitUsage;
  }
  return run_and_report(options, prepared, interruption, progress, [&](suite::RunRecord& record) {
    record.client = adapter.hello();
    record.seed = run.case_options.seed;
    record.results = suite::run_cases(prepared.selection, clients_of(adapter, run.jobs), run);
    record.processes = adapter.peak_processes();
    record.warnings = adapter.warnings();
  });
} catch (const suite::InternalError& fault) {
  std::cerr << "mockmeter: a fault of our own, the client is not to blame: " << fault.what()
            << '\n';
  return kExitInternal;
}

void check_client(const ConformOptions& options) {
  if (!options.client.empty()) return;
  throw std::invalid_argument(
      "which client? Give its adapter's command line: mockmeter conform --client 'python3 "
      "adapter.py'");
}

int conform(const ConformOptions& options) {
  if (options.init) return write_starter(*options.init, options.into);
  PreparedSuite prepared = prepare(suite::embedded_suite(), options);
  if (options.list) return list_selected(prepared.selection);
  if (!options.self_test.empty()) return self_test(options, prepared.selection.cases);
  check_client(options);
  open_files(options, prepared);
  return run(options, prepared);
}

}  // namespace

int jobs_of(const ConformOptions& options) {
  if (options.jobs != 0) return options.jobs;
  const auto cores = static_cast<int>(std::thread::hardware_concurrency());
  return std::clamp(cores * kJobsPerCore, 1, kMaxDefaultJobs);
}

std::uint64_t seed_of(const ConformOptions& options) {
  return options.seed ? *options.seed : std::random_device{}();
}

Command add_conform(CLI::App& app) {
  CLI::App* sub =
      app.add_subcommand("conform",
                         "Test any client, sentence by sentence: mockmeter conform --client "
                         "COMMAND");
  sub->footer(conform_footer());
  const auto options = std::make_shared<ConformOptions>();
  add_conform_options(*sub, *options);
  return {sub, [options] { return conform(*options); }};
}

}  // namespace mockmeter::cli
