#include <chrono>
#include <cmath>
#include <cstdlib>
#include <iostream>
#include <map>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "bench/load/load.h"
#include "cli/commands/bench_client.h"
#include "cli/commands/bench_target.h"
#include "cli/commands/command.h"
#include "cli/terminal/bench_report.h"
#include "cli/terminal/terminal.h"
#include "mockmeter/catalogue.h"
#include "mockmeter/server.h"

namespace mockmeter::cli {
namespace {

std::vector<std::string> benchmarked_operations() {
  std::vector<std::string> ids;
  for (const ProviderInfo& provider : catalogue()) {
    for (const OperationInfo& operation : provider.operations) {
      if (operation.is_benchmarked) ids.emplace_back(operation.id);
    }
  }
  return ids;
}

struct BenchOptions {
  std::vector<unsigned> connections{1, 16, 64};
  double seconds = 5;  ///< of each run
  std::uint64_t requests = 0;
  double rate = 0;
  std::vector<std::string> operations = benchmarked_operations();
  std::string url;
  std::string format = "text";
  ClientBenchOptions clients;
};

/// Asks once, so that what is wrong is said before anything is measured.
void probe(load::LoadPlan plan, const BenchRequest& question, const std::string& url) {
  plan.connections = 1;
  plan.max_requests = 1;
  plan.rate = 0;
  plan.duration = std::chrono::seconds(3);
  const load::LoadReport report = load::run(plan);
  if (report.requests == 1) return;
  const auto failures = [&](load::Failure kind) {
    return report.failures[static_cast<std::size_t>(kind)];
  };
  if (failures(load::Failure::kConnect) != 0) {
    throw std::runtime_error("nothing listens at " + url + "; is `mockmeter serve` running there?");
  }
  throw std::runtime_error(url + " does not answer " + question.target +
                           (failures(load::Failure::kStatus) != 0
                                ? " with 200; does it serve the default world?"
                                : " as HTTP says; is it a mockmeter?"));
}

BenchCell measure(const BenchOptions& options, const BenchRequest& question, load::LoadPlan plan) {
  const std::string what =
      question.operation + ", " + std::to_string(plan.connections) + " connections, ";
  const auto seconds = [](std::chrono::nanoseconds time) {
    return std::to_string(std::chrono::duration_cast<std::chrono::seconds>(time).count());
  };
  const load::LoadReport report = load::run(plan, [&](std::chrono::nanoseconds elapsed) {
    show_progress(what + seconds(elapsed) + " of " + seconds(plan.duration) + " s");
  });
  show_progress("");
  return {question.operation, question.target, plan.connections, options.rate, report};
}

std::vector<BenchCell> measure_all(const BenchOptions& options, const std::string& url) {
  const HostPort address = parse_url(url);
  load::LoadPlan plan;
  plan.host = address.host;
  plan.port = address.port;
  plan.duration = std::chrono::duration_cast<std::chrono::nanoseconds>(
      std::chrono::duration<double>(options.seconds));
  plan.max_requests = options.requests;
  plan.rate = options.rate;

  std::vector<BenchRequest> questions;
  for (const std::string& id : options.operations)
    questions.push_back(make_bench_request(id, address));
  std::vector<BenchCell> cells;
  for (const BenchRequest& question : questions) {
    plan.request = question.bytes;
    probe(plan, question, url);
    for (const unsigned connections : options.connections) {
      plan.connections = connections;
      cells.push_back(measure(options, question, plan));
    }
  }
  return cells;
}

/// The plain options hold for clients as well, where they were given.
ClientBenchOptions client_options_of(const BenchOptions& options, const CLI::App& app) {
  ClientBenchOptions clients = options.clients;
  if (app.count("--operation") > 1) {
    throw std::invalid_argument("with --client one --operation is measured, not several");
  }
  if (app.count("--operation") != 0) clients.operation = options.operations.front();
  if (app.count("--duration") != 0) clients.seconds = options.seconds;
  clients.rate = options.rate;
  clients.as_json = options.format == "json";
  return clients;
}

int bench(const BenchOptions& options, const CLI::App& app) {
  if (!options.clients.clients.empty()) return bench_clients(client_options_of(options, app));
  std::optional<Server> own;
  if (options.url.empty()) own.emplace();
  const std::string url = own ? own->url() : options.url;
  const std::vector<BenchCell> cells = measure_all(options, url);
  if (options.format == "json") {
    std::cout << bench_document(url, cells).dump(2) << '\n';
  } else {
    std::cout << bench_text(url, cells);
  }
  return kExitOk;
}

/// CLI::Range lets it pass: it is neither below nor above anything.
std::string refuse_nan(const std::string& text) {
  return std::isnan(std::strtod(text.c_str(), nullptr)) ? "\"" + text + "\" is no rate" : "";
}

void add_options(CLI::App& app, BenchOptions& options) {
  app.option_defaults()->group("Requests")->always_capture_default();
  add_option(app, "--url", options.url, "URL of a running mock; default: one in this process");
  add_option(app, "--operation", options.operations,
             "Ids of operations that read (`mockmeter list operations`)")
      ->delimiter(',');

  app.option_defaults()->group("How hard, and how long");
  const std::map<std::string, double> units{{"ms", 0.001}, {"s", 1}, {"m", 60}};
  add_option(app, "--connections", options.connections, "Keep-alive connections, one run for each")
      ->delimiter(',')
      ->check(CLI::Range(1U, 10'000U));
  add_option(app, "--duration", options.seconds,
             "Of each run: 500ms, 5s or 2m; a plain number is seconds")
      ->transform(CLI::AsNumberWithUnit(units))
      ->check(CLI::Range(0.001, 3600.0));
  add_option(app, "--requests", options.requests,
             "End a run after this many requests; 0 = no limit");
  add_option(app, "--rate", options.rate,
             "Open loop: requests per second over all connections; 0 = as fast as responses come")
      ->check(CLI::Range(0.0, 1e6))
      ->check(refuse_nan);

  add_client_bench_options(app, options.clients, {"--url", "--connections", "--requests"});

  app.option_defaults()->group("Output")->always_capture_default();
  add_option(app, "--format", options.format, "text or json")
      ->check(CLI::IsMember({"text", "json"}));
}

}  // namespace

Command add_bench(CLI::App& app) {
  CLI::App* sub = app.add_subcommand("bench", "Measure how fast the mock answers on this machine");
  sub->footer(
      "Server and load generator share the machine's cores, so this is a ceiling for tests that "
      "run\nbeside the mock, not a comparison. With --rate, latency counts from the moment at "
      "which a\nrequest was meant to start, whether or not the server kept up.\n"
      "With --client the mock runs in this process, and beside the client are measured: the "
      "ceiling, "
      "a raw\nclient that asks the same; and the floor, an adapter that replies without asking "
      "anybody. What a\nclient does lies between. Duration 1 s, rate half of what each did in its "
      "best closed loop,\nunless given. Nothing of it is a verdict.\n"
      "Exit code 0: measured, errors included in the report; 2: nothing could be measured, 130: "
      "interrupted.");
  const auto options = std::make_shared<BenchOptions>();
  add_options(*sub, *options);
  return {sub, [options, sub] { return bench(*options, *sub); }};
}

}  // namespace mockmeter::cli
