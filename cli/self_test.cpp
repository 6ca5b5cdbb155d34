#include "cli/self_test.h"

#include <filesystem>
#include <iostream>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

#include "cli/adapter_client.h"
#include "cli/command.h"
#include "cli/interruption.h"
#include "cli/report_files.h"
#include "cli/terminal.h"
#include "conformance/report/summary.h"
#include "conformance/run/run.h"
#include "conformance/self_test/matrix_report.h"
#include "conformance/self_test/self_test.h"

namespace mockmeter::cli {
namespace {

namespace suite = conformance;
using Words = std::vector<std::string>;

constexpr int kClientsPerJob = 3;  // most bugs make a client wait
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
std::vector<suite::ClientSwitch> bugs_for(const ConformOptions& options,
                                          const std::vector<const suite::Case*>& cases) {
  std::vector<suite::ClientSwitch> bugs = suite::known_bugs();
  if (choice_of(options).is_everything()) return bugs;
  std::set<std::string_view> named;
  for (const suite::Case* subject : cases) {
    for (const suite::Kill& kill : subject->kills) named.insert(kill.bug);
  }
  std::erase_if(bugs, [&](const suite::ClientSwitch& bug) { return !named.contains(bug.name); });
  return bugs;
}

std::vector<suite::CaseResult> run_with(const suite::Guise& guise, const Words& command,
                                        const std::vector<const suite::Case*>& cases,
                                        suite::RunOptions run, const ConformOptions& options) {
  Words guised = command;
  if (!guise.bug.empty()) guised.push_back("--bug=" + guise.bug);
  if (!guise.manner.empty()) guised.push_back("--manner=" + guise.manner);
  run.confirms = guise.bug.empty();
  suite::Adapter adapter(adapter_options_of(options, std::move(guised), run.play.trust.get()));
  return suite::run_cases({cases, {}}, clients_of(adapter, run.jobs), run);
}

void show_client(const std::string& name, std::size_t done, std::size_t all) {
  const std::string line = std::to_string(done) + " of " + std::to_string(all) + " clients  ";
  show_progress(done == all ? std::string() : line + name);
}

struct MatrixReport {
  std::string_view name;
  std::string (*text)(const suite::Json& document);
};
constexpr MatrixReport kJsonReport{
    "json", [](const suite::Json& document) { return document.dump(2) + '\n'; }};

const MatrixReport* find_matrix_report(std::string_view name) {
  return name == kJsonReport.name ? &kJsonReport : nullptr;
}

using MatrixReports = std::vector<ReportFile<MatrixReport>>;

MatrixReports open_reports(const ConformOptions& options) {
  MatrixReports reports;
  for (const std::string& report : options.reports) {
    reports.push_back(open_report(report, find_matrix_report, std::string(kJsonReport.name)));
  }
  return reports;
}

}  // namespace

int self_test(const ConformOptions& options, const std::vector<const suite::Case*>& cases) {
  const Words command = reference_command(options);
  MatrixReports reports = open_reports(options);
  suite::SelfTestOptions trying;
  trying.manners = suite::known_manners();
  trying.bugs = bugs_for(options, cases);
  trying.full = options.self_test == "full";
  const auto trust = std::make_shared<const suite::Trust>();
  // Before any thread, and before the clients.
  const Interruption interruption([trust] { trust->remove(); });
  suite::RunOptions run;
  run.play = {seed_of(options), options.timeout_scale, trust, false};
  run.jobs = jobs_of(options);
  run.is_stopped = trying.is_stopped = [&] { return interruption.has_come(); };
  trying.jobs = run.jobs * kClientsPerJob;
  trying.run = [&](const suite::Guise& guise, const std::vector<const suite::Case*>& chosen) {
    return run_with(guise, command, chosen, run, options);
  };
  trying.on_client = show_client;
  const suite::KillMatrix matrix = suite::try_suite(cases, trying);
  if (interruption.has_come()) return suite::kInterrupted;
  const std::vector<std::string> problems = suite::problems_of(matrix, cases);
  std::cout << suite::matrix_text(matrix, problems) << std::flush;
  const bool all_written = write_reports(reports, suite::matrix_document(matrix, problems));
  if (!problems.empty()) return suite::kNotConformant;
  return all_written ? kGood : kCannotRun;
}

}  // namespace mockmeter::cli
