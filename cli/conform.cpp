#include <iostream>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "cli/adapter_client.h"
#include "cli/command.h"
#include "cli/conform_options.h"
#include "cli/descendants.h"
#include "cli/self_test.h"
#include "cli/split_command.h"
#include "cli/starter.h"
#include "conformance/adapter/adapter.h"
#include "conformance/report/exchanges.h"
#include "conformance/report/summary.h"
#include "conformance/run/play.h"
#include "conformance/run/smoke.h"

namespace mockmeter::cli {
namespace {

namespace suite = conformance;

/// What an adapter has started and left to itself, in a session of its own even, ends with the run.
struct Orphanage {
  Orphanage() { adopt_orphans(); }
  ~Orphanage() { kill_descendants(); }
  Orphanage(const Orphanage&) = delete;
  Orphanage& operator=(const Orphanage&) = delete;
};

suite::ClientRunOptions run_options_of(const ConformOptions& options) {
  suite::ClientRunOptions run;
  run.play = {seed_of(options), options.timeout_scale};
  run.play.record_traffic = suite::record_exchanges;
  run.jobs = jobs_of(options);
  if (options.order == "random") run.order_seed = run.play.seed;
  return run;
}

int run(const ConformOptions& options, PreparedSuite& prepared) try {
  const auto trust = std::make_shared<const suite::Trust>();
  // Before any thread, and before the adapter.
  const Interruption interruption([trust] { trust->remove(); });
  ProgressLine progress;
  suite::ClientRunOptions run = run_options_of(options);
  run.play.trust = trust;
  watch(run, interruption, progress);
  const Orphanage orphanage;
  suite::Adapter adapter(
      adapter_options_of(options, split_command("--client", options.client), trust.get()));
  const auto failure = suite::smoke(
      client_of(adapter), [&adapter] { return adapter.ends_at_eof(); }, run.play);
  if (interruption.has_come()) return suite::kInterrupted;
  if (failure) {
    progress.clear();
    std::cerr << "mockmeter: " << suite::smoke_page(*failure, options.client, adapter.warnings());
    return kCannotRun;
  }
  return run_and_report(options, prepared, interruption, progress, [&](suite::RunRecord& record) {
    record.client = adapter.hello();
    record.seed = run.play.seed;
    record.results = suite::run_cases(prepared.selection, clients_of(adapter, run.jobs), run);
    record.processes = adapter.peak_processes();
    record.warnings = adapter.warnings();
  });
} catch (const suite::InternalError& fault) {
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
  PreparedSuite prepared = prepare(suite::embedded_suite(), options);
  if (options.list) return list_selected(prepared.selection);
  if (!options.self_test.empty()) return self_test(options, prepared.selection.cases);
  check_client(options);
  open_files(options, prepared);
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
