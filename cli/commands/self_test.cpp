#include "conformance/self_test/self_test.h"

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

#include "base/tables.h"
#include "cli/commands/command.h"
#include "cli/commands/run_trust.h"
#include "cli/options/adapter_client.h"
#include "cli/options/conform_options.h"
#include "cli/options/report_files.h"
#include "cli/terminal/terminal.h"
#include "conformance/report/summary.h"
#include "conformance/run/run_cases.h"
#include "conformance/self_test/matrix_report.h"

namespace mockmeter::cli {
namespace {

namespace suite = conformance;
using Words = std::vector<std::string>;

constexpr int kClientsPerJob = 3;  // most mutants make a client wait
constexpr const char* kReferenceClient = "mockmeter_reference_client";

/// The one that was built with this program, unless --client names another.
Words reference_command(const ConformOptions& options) {
  if (!options.client.empty()) return split_command("--client", options.client);
  const auto beside =
      std::filesystem::read_symlink("/proc/self/exe").replace_filename(kReferenceClient);
  if (std::filesystem::exists(beside)) return {beside.string()};
  throw std::invalid_argument("--self-test needs the reference client, and there is none at " +
                              beside.string() + "; build it, or name it with --client");
}

/// All of them, unless some cases only are tried.
std::vector<suite::ClientSwitch> mutants_for(const ConformOptions& options,
                                             const std::vector<const suite::Case*>& cases) {
  std::vector<suite::ClientSwitch> mutants = suite::known_mutants();
  if (selection_of(options).is_everything()) return mutants;
  std::erase_if(mutants, [&](const suite::ClientSwitch& mutant) {
    return std::ranges::none_of(cases, [&](const suite::Case* subject) {
      return find_by(subject->kills, &suite::Kill::mutant, mutant.name) != nullptr;
    });
  });
  return mutants;
}

std::vector<suite::CaseResult> run_with(const suite::ClientFlags& flags, const Words& command,
                                        const std::vector<const suite::Case*>& cases,
                                        suite::ClientRunOptions run,
                                        const ConformOptions& options) {
  Words arguments = command;
  if (!flags.mutant.empty()) arguments.push_back("--mutant=" + flags.mutant);
  if (!flags.quirk.empty()) arguments.push_back("--quirk=" + flags.quirk);
  run.reruns = flags.mutant.empty();
  suite::Adapter adapter(
      adapter_options_of(options, std::move(arguments), run.case_options.trust.get()));
  return suite::run_cases({cases, {}}, clients_of(adapter, run.jobs), run);
}

void show_client(const std::string& name, std::size_t done, std::size_t all) {
  const std::string line = std::to_string(done) + " of " + std::to_string(all) + " clients  ";
  show_progress(done == all ? std::string() : line + name);
}

struct MatrixFormat {
  std::string_view name;
  std::string text(const suite::Json& document) const { return document.dump(2) + '\n'; }
};
constexpr std::array<MatrixFormat, 1> kMatrixFormats{{{"json"}}};

}  // namespace

int self_test(const ConformOptions& options, const std::vector<const suite::Case*>& cases) {
  const Words command = reference_command(options);
  auto reports = open_reports(options.reports, kMatrixFormats);
  suite::SelfTestOptions trying;
  trying.quirks = suite::known_quirks();
  trying.mutants = mutants_for(options, cases);
  trying.full = options.self_test == "full";
  const RunTrust trust;
  const InterruptHandler& interruption = trust.interruption();
  suite::ClientRunOptions run;
  run.case_options = {seed_of(options), options.timeout_scale, trust.authority()};
  run.jobs = jobs_of(options);
  run.is_stopped = trying.is_stopped = [&] { return interruption.has_come(); };
  trying.jobs = run.jobs * kClientsPerJob;
  trying.run = [&](const suite::ClientFlags& flags, const std::vector<const suite::Case*>& chosen) {
    return run_with(flags, command, chosen, run, options);
  };
  trying.on_client = show_client;
  const suite::KillMatrix matrix = suite::run_self_test(cases, trying);
  if (interruption.has_come()) return kExitInterrupted;
  const std::vector<std::string> problems = suite::problems_of(matrix, cases);
  std::cout << suite::matrix_text(matrix, problems) << std::flush;
  const bool all_written = write_reports(reports, suite::matrix_document(matrix, problems));
  if (!problems.empty()) return kExitNotConformant;
  return all_written ? kExitOk : kExitUsage;
}

}  // namespace mockmeter::cli
