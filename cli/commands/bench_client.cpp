#include "cli/commands/bench_client.h"

#include <cmath>
#include <filesystem>
#include <iostream>
#include <memory>

#include "base/files/temporary_file.h"
#include "base/text/wording.h"
#include "cli/commands/bench_target.h"
#include "cli/commands/command.h"
#include "cli/options/adapter_client.h"
#include "cli/options/report_files.h"
#include "cli/terminal/interrupt_handler.h"
#include "cli/terminal/terminal.h"
#include "conformance/adapter/adapter.h"
#include "conformance/benchmark/bench_events.h"
#include "conformance/benchmark/benchmark.h"
#include "conformance/benchmark/warm_up.h"
#include "conformance/model/display.h"
#include "conformance/report/summary.h"
#include "mockmeter/server.h"
#include "server/control/version.h"

namespace mockmeter::cli {
namespace {

namespace suite = conformance;

struct BenchFormat {
  std::string_view name;
  std::string (*text)(const suite::BenchRecord& record);
};
constexpr std::array<BenchFormat, 3> kBenchFormats{
    {{"json", suite::bench_json}, {"ndjson", suite::bench_ndjson}, {"text", suite::bench_table}}};

using Adapters = std::vector<std::unique_ptr<suite::Adapter>>;

suite::AdapterOptions adapter_options(std::vector<std::string> command) {
  ConformOptions options;
  options.jobs = suite::kOneShots;
  return adapter_options_of(options, std::move(command));
}

Adapters start(const std::vector<std::string>& commands) {
  Adapters adapters;
  for (const std::string& command : commands) {
    adapters.push_back(
        std::make_unique<suite::Adapter>(adapter_options(split_command("--client", command))));
  }
  return adapters;
}

/// "acme 2.4.1"; one that said nothing of itself is called by its command line.
std::vector<std::string> names_of(const Adapters& adapters,
                                  const std::vector<std::string>& commands) {
  std::vector<std::string> names;
  for (std::size_t index = 0; index < adapters.size(); ++index) {
    const suite::ClientInfo& hello = adapters[index]->hello();
    names.push_back(hello.given ? suite::client_name(hello) : commands[index]);
  }
  return tell_apart(std::move(names));
}

/// The line that is written anew with each repetition, where stderr is a terminal.
void show_step(const suite::Step& step, double seconds) {
  const auto left = static_cast<double>(step.all - step.done) * seconds;
  show_progress(std::to_string(step.done + 1) + " of " + std::to_string(step.all) + ", " +
                std::to_string(std::lround(left)) + " s left: " + step.row.client + ", " +
                suite::load_name(step.row));
}

/// All that is needed to measure.
struct Field {
  Server mock{};
  Adapters adapters{};
  std::vector<suite::Participant> participants{};
  suite::BenchRecord record{};
  std::unique_ptr<TemporaryFile> floor_reply{};
};

void prepare(Field& field, const ClientBenchOptions& options, const suite::IsStopped& is_stopped) {
  field.adapters = start(options.clients);
  std::vector<suite::Client> clients;
  for (const auto& adapter : field.adapters) clients.push_back(client_of(*adapter));
  const OperationInfo& happy = suite::choose_call(options.operation, clients);
  const suite::Call call = suite::call_to(field.mock, happy);
  std::vector<suite::WarmUp> probes;
  for (const suite::Client& client : clients) probes.push_back(suite::warm_up(client, happy));

  suite::BenchRecord& record = field.record;
  record.version = kVersion;
  record.operation = happy.id;
  record.target = probes.front().target;
  const BenchRequest question =
      make_bench_request(record.operation, parse_url(field.mock.url()), record.target);
  field.participants.push_back(suite::make_raw_client(field.mock, question.bytes, is_stopped));

  field.floor_reply = std::make_unique<TemporaryFile>(probes.front().response);
  const std::string self = std::filesystem::read_symlink("/proc/self/exe");
  auto floor = std::make_unique<suite::Adapter>(
      adapter_options({self, kFloorCommand, field.floor_reply->path()}));
  field.participants.push_back(suite::make_participant(
      suite::ParticipantKind::kFloor, "no-op adapter", *floor, {call, {}}, field.mock, is_stopped));
  const auto names = names_of(field.adapters, options.clients);
  for (std::size_t index = 0; index < names.size(); ++index) {
    field.participants.push_back(suite::make_participant(
        suite::ParticipantKind::kClient, names[index], *field.adapters[index],
        {call, std::move(probes[index].expected)}, field.mock, is_stopped));
  }
  field.adapters.push_back(std::move(floor));
}

void announce(const Field& field, const ClientBenchOptions& options, std::size_t steps) {
  const double seconds = static_cast<double>(steps) * options.seconds;
  std::cerr << "mockmeter: " << field.record.operation << ", " << field.participants.size()
            << " participants under " << options.in_flight.size() + 1 << " loads, "
            << suite::pluralize(static_cast<std::size_t>(options.repetitions), "repetition")
            << " each: about " << std::lround(std::ceil(seconds))
            << " s; Ctrl-C shows what is there by then\n";
}

}  // namespace

void add_client_bench_options(CLI::App& app, ClientBenchOptions& options,
                              const std::vector<std::string>& others) {
  constexpr unsigned kMostInFlight = 1024;  // that an adapter can say it takes
  app.option_defaults()->group("Clients")->always_capture_default(false);
  CLI::Option* client =
      add_option(app, "--client", options.clients,
                 "Command line of an adapter to measure (see `conform`); repeatable")
          ->allow_extra_args(false);
  for (const std::string& other : others) client->excludes(app.get_option(other));
  add_option(app, "--concurrency", options.in_flight,
             "Calls at the same time; a closed loop for each value")
      ->delimiter(',')
      ->check(CLI::Range(1U, kMostInFlight))
      ->capture_default_str()
      ->needs(client);
  add_option(app, "--repeat", options.repetitions, "Repetitions of each load, interleaved")
      ->check(CLI::Range(1, 1000))
      ->capture_default_str()
      ->needs(client);
  add_report_option(app, options.reports, kBenchFormats)->needs(client);
}

int bench_clients(const ClientBenchOptions& options) {
  auto reports = open_reports(options.reports, kBenchFormats);
  const InterruptHandler interruption;  // before any thread, and before the adapters
  const suite::IsStopped is_stopped = [&interruption] { return interruption.has_come(); };
  Field field;
  prepare(field, options, is_stopped);
  if (is_stopped()) return kExitInterrupted;
  suite::BenchRecord& record = field.record;
  record.plan = {options.in_flight, options.rate, options.repetitions,
                 std::chrono::duration_cast<std::chrono::nanoseconds>(
                     std::chrono::duration<double>(options.seconds))};
  announce(field, options, suite::count_steps(record.plan, field.participants.size()));

  const suite::LoadMonitor watch;
  record.rows = suite::measure(record.plan, field.participants, is_stopped,
                               [&](const suite::Step& step) { show_step(step, options.seconds); });
  show_progress("");
  for (const auto& adapter : field.adapters) adapter->exits_on_eof();
  record.machine_load = watch.seen();
  record.machine_load.ceiling_spread = suite::ceiling_spread(record.rows);
  record.is_interrupted = is_stopped();

  std::cout << (options.as_json ? suite::bench_json(record) : suite::bench_table(record))
            << std::flush;
  const bool all_written = write_reports(reports, record);
  if (record.is_interrupted) return kExitInterrupted;
  return all_written ? kExitOk : kExitUsage;
}

}  // namespace mockmeter::cli
