#include "cli/commands/check_drift.h"

#include <stdexcept>
#include <utility>

#include "base/recording/recording.h"
#include "base/tables.h"
#include "base/text/ascii.h"
#include "base/text/credential_label.h"
#include "base/text/wording.h"
#include "cli/commands/command.h"
#include "conformance/drift/recorded_verdicts.h"

namespace mockmeter::cli {
namespace {

namespace suite = conformance;

constexpr std::string_view kEverything = "all";
constexpr std::string_view kNothing = "none";

std::string drift_names() {
  return std::string(kEverything) + ", " + std::string(kNothing) + ", " +
         join_names(suite::kDriftSeverities, &suite::DriftSeverityInfo::name) + ", " +
         std::string(suite::kFailOnVerdicts) + ", " +
         join_names(suite::kDriftKinds, &suite::DriftKindInfo::name);
}

bool is_drift_name(std::string_view name) {
  return find_by(suite::kDriftSeverities, &suite::DriftSeverityInfo::name, name) != nullptr ||
         find_by(suite::kDriftKinds, &suite::DriftKindInfo::name, name) != nullptr ||
         name == suite::kFailOnVerdicts;
}

void add_name(const std::string& name, std::set<std::string>& names) {
  if (name == kNothing) return;
  if (name == kEverything) {
    for (const auto& each : suite::kDriftSeverities) names.emplace(each.name);
    names.emplace(suite::kFailOnVerdicts);
  } else if (is_drift_name(name)) {
    names.insert(name);
  } else {
    throw std::invalid_argument("--fail-on \"" + name + "\" is no difference: use " +
                                drift_names());
  }
}

std::set<std::string> providers_of(const suite::Selection& selection) {
  std::set<std::string> providers;
  for (const suite::Case* probe : selection.cases) providers.insert(probe->provider());
  return providers;
}

}  // namespace

void add_drift_options(CLI::App& app, DriftOptions& options) {
  app.option_defaults()->group("Drift");
  auto* against =
      add_option(app, "--against", options.against,
                 "Recording to compare the server with, repeatable: HAR of anyone, the NDJSON "
                 "report, or a journal file. Tells how shapes, statuses and fields differ, and "
                 "never values")
          ->allow_extra_args(false);
  auto* fail_on = app.add_option(
      "--fail-on", options.fail_on,
      "With --against: what fails the run, repeatable or a comma list: " + drift_names());
  // MOCKMETER_FAIL_ON is of `run`, which names findings.
  bind_environment(*fail_on, "--drift-fail-on")->delimiter(',')->needs(against);
  // No environment variables: these write files.
  auto* init = app.add_flag("--init", options.init,
                            "Write a job that compares an API every night and opens an issue");
  app.add_option("--init-dir", options.init_folder, "Folder that --init writes into")
      ->needs(init)
      ->capture_default_str();
}

std::set<std::string> parse_drift_fail_on(const std::vector<std::string>& lists) {
  std::set<std::string> names;
  for (const std::string& name : lists) add_name(name, names);
  return names;
}

DriftFinder::DriftFinder(const DriftOptions& options, const suite::Selection& selection)
    : files_(options.against), fail_on_(parse_drift_fail_on(options.fail_on)) {
  const std::set<std::string> providers = providers_of(selection);
  for (const std::string& file : files_) {
    read_into(file, providers);
    suite::drift::read_verdicts(file, verdicts_);
  }
}

void DriftFinder::note_credential(const Exchange::Headers& headers) {
  constexpr std::size_t kMost = 1000;
  const std::string* field = find_field(headers, "Authorization");
  if (field != nullptr && credentials_.size() < kMost) {
    credentials_.emplace(credential_label(*field), *field);
  }
}

/// Adds what a file has of these providers to the profile.
void DriftFinder::read_into(const std::string& file, const std::set<std::string>& providers) {
  bool is_of_use = false;
  const RecordingSummary summary = read_recording(file, [&](const RecordedExchange& each) {
    const auto* operation = suite::drift::find_operation(each.method, each.target());
    if (operation == nullptr || !providers.contains(std::string(operation->provider()))) return;
    is_of_use = true;
    note_credential(each.request.headers);
    recorded_.add({each.method, each.target(), each.request.headers, each.status,
                   each.response.headers, each.response.body, each.response.incomplete.empty(),
                   true});
  });
  if (is_of_use) return;
  throw RecordingError(file + ": none of its " + std::to_string(summary.exchanges) +
                       " exchanges is of an operation of " + join_names(providers) +
                       "; give a recording of the API that is tested, as `mockmeter check URL "
                       "--report har=FILE` makes it");
}

void DriftFinder::add(const suite::HttpResult& result) {
  const Exchange& exchange = result.exchange;
  note_credential(exchange.headers);
  now_.add({exchange.method, exchange.target, exchange.headers, exchange.status,
            exchange.response_headers, exchange.response_body});
}

void DriftFinder::name_credentials(const suite::Redaction& names) {
  std::map<std::string, std::string> labels;
  for (const auto& [label, field] : credentials_) labels[label] = credential_label(names(field));
  recorded_.rename_credentials(labels);
  now_.rename_credentials(labels);
}

suite::Drift DriftFinder::drift(const std::vector<suite::CaseResult>& results,
                                const suite::Redaction& redaction) const {
  suite::Drift drift = suite::drift::find_drift(recorded_, now_);
  suite::drift::add_invariants(verdicts_, results, drift);
  drift.recordings = files_;
  drift.fail_on = fail_on_;
  for (suite::Difference& each : drift.differences) {
    for (std::string* text : {&each.where, &each.recorded, &each.now, &each.request}) {
      *text = redaction(std::move(*text));
    }
  }
  return drift;
}

}  // namespace mockmeter::cli
