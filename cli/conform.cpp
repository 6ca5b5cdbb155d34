#include <unistd.h>

#include <iostream>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "base/process/descendants.h"
#include "cli/adapter_client.h"
#include "cli/command.h"
#include "cli/conform_options.h"
#include "cli/interruption.h"
#include "cli/progress.h"
#include "cli/self_test.h"
#include "cli/starter.h"
#include "cli/terminal.h"
#include "conformance/adapter/adapter.h"
#include "conformance/report/summary.h"
#include "conformance/run/run.h"
#include "conformance/run/smoke.h"
#include "server/core/clock.h"

namespace mockmeter::cli {
namespace {

namespace suite = conformance;

/// What is known before the first case.
struct Prepared : PreparedSuite {
  suite::RunOptions run;
};

suite::RunRecord judge_client(const Prepared& prepared, const ConformOptions& options,
                              suite::Adapter& adapter) {
  suite::RunRecord record = begin_record(options, options.profile);
  record.client = adapter.hello();
  record.seed = prepared.run.play.seed;
  const Stopwatch watch;
  record.results =
      suite::run_cases(prepared.selection, clients_of(adapter, prepared.run.jobs), prepared.run);
  record.processes = adapter.peak_processes();
  record.took = watch.elapsed();
  record.interrupted = prepared.run.is_stopped();
  record.warnings = adapter.warnings();
  return record;
}

void watch(suite::RunOptions& run, const Interruption& interruption, ProgressLine& progress) {
  run.is_stopped = [&interruption] { return interruption.has_come(); };
  run.on_begin = [&progress](const suite::Case& subject, std::size_t all) {
    progress.begin(subject, all);
  };
  run.on_end = [&progress](const suite::Case& subject) { progress.end(subject); };
  run.on_result = [&progress](const suite::CaseResult& result, std::size_t done, std::size_t) {
    progress.count(result, done);
  };
}

/// What an adapter has started and left to itself, in a session of its own even, ends with the run.
struct Orphanage {
  Orphanage() { become_subreaper(); }
  ~Orphanage() { kill_descendants(); }
  Orphanage(const Orphanage&) = delete;
  Orphanage& operator=(const Orphanage&) = delete;
};

int run(const ConformOptions& options, Prepared& prepared) try {
  const auto trust = std::make_shared<const suite::Trust>();
  // Before any thread, and before the adapter.
  const Interruption interruption([trust] { trust->remove(); });
  prepared.run.play.trust = trust;
  std::optional<ProgressLine> progress(std::in_place);
  watch(prepared.run, interruption, *progress);
  const Orphanage orphanage;
  suite::Adapter adapter(
      adapter_options_of(options, split_command("--client", options.client), trust.get()));
  const auto failure = suite::smoke(
      client_of(adapter), [&adapter] { return adapter.ends_at_eof(); }, prepared.run.play);
  if (interruption.has_come()) return suite::kInterrupted;
  if (failure) {
    progress.reset();
    std::cerr << "mockmeter: " << suite::smoke_page(*failure, options.client, adapter.warnings());
    return kCannotRun;
  }
  suite::RunRecord record = judge_client(prepared, options, adapter);
  progress.reset();
  return finish(record, prepared);
} catch (const suite::HarnessFault& fault) {
  std::cerr << "mockmeter: a fault of our own, the client is not to blame: " << fault.what()
            << '\n';
  return suite::kHarnessError;
}

void check_client(const ConformOptions& options) {
  if (!options.client.empty()) return;
  throw std::invalid_argument(
      "which client? Give its adapter's command line: mockmeter conform --client 'python3 "
      "adapter.py'");
}

int conform(const ConformOptions& options) {
  if (options.init) return write_starter(*options.init, options.into);
  Prepared prepared;
  prepared.suite = suite::embedded_suite();
  prepared.selection = suite::select(prepared.suite, choice_of(options));
  if (options.list) return list_chosen(prepared.selection);
  if (!options.self_test.empty()) return self_test(options, prepared.selection.cases);
  check_client(options);
  open_files(options, prepared);
  prepared.run.play = {seed_of(options), options.timeout_scale};
  prepared.run.jobs = jobs_of(options);
  prepared.run.shuffles = options.order == "random";
  return run(options, prepared);
}

}  // namespace

Action add_conform(CLI::App& app, CLI::App*& sub) {
  sub = app.add_subcommand("conform",
                           "Judge any client, sentence by sentence: mockmeter conform --client "
                           "COMMAND");
  sub->footer(conform_footer());
  const auto options = std::make_shared<ConformOptions>();
  add_conform_options(*sub, *options);
  return [options] { return conform(*options); };
}

}  // namespace mockmeter::cli
