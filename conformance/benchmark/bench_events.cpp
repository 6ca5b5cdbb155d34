#include "conformance/benchmark/bench_events.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <functional>
#include <optional>
#include <utility>

#include "base/tables.h"
#include "base/text/numbers.h"
#include "base/text/utf8.h"
#include "conformance/benchmark/benchmark.h"
#include "conformance/model/display.h"

namespace mockmeter::conformance {
namespace {

constexpr std::size_t kBenchLabelWidth = 30;
constexpr int kMostDigits = 3;         // more than that no repetition bears out
constexpr double kMostUnbegun = 0.01;  // of all calls: the last ones are always cut off

using Figure = std::optional<double>;

/// With as many digits as are known: "0.083", "1.24", "35.2", "128".
std::string digits(double value) {
  int places = kMostDigits;
  for (double left = value; left >= 1 && places > 0; left /= 10) --places;
  return decimal_text(value, places);
}

std::string whole(double value) { return decimal_text(value, 0); }

/// To three places behind the point: a microsecond, a thousandth of a request.
double tidy(double value) { return std::round(value * 1000) / 1000; }

double in_ms(std::chrono::nanoseconds time) { return static_cast<double>(time.count()) / 1e6; }

template <typename Value>
double median_of(const ResultRow& row, Value value) {
  std::vector<double> values;
  for (const Measurement& each : row.repetitions) values.push_back(value(each));
  return median(values);
}

double ms_at(const ResultRow& row, double percent) {
  return median_of(
      row, [&](const Measurement& each) { return in_ms(each.driven.latency.percentile(percent)); });
}

/// A median of what each repetition had per call. A raw client that fails has calls, too.
template <typename Value>
double per_call(const ResultRow& row, Value value) {
  return median_of(row, [&](const Measurement& each) {
    const auto calls = static_cast<double>(std::max<std::uint64_t>(1, each.driven.calls()));
    return static_cast<double>(std::invoke(value, each)) / calls;
  });
}

Figure longest_ms(const ResultRow& row) {
  double longest = 0;
  for (const Measurement& each : row.repetitions) {
    longest = std::max(longest, in_ms(each.driven.latency.max()));
  }
  return longest;
}

Figure processor_us(const ResultRow& row) {
  if (row.repetitions.empty() || !row.repetitions.front().processor) return std::nullopt;
  return per_call(row, [](const Measurement& each) { return each.processor->count(); }) / 1e3;
}

Figure memory(const ResultRow& row) {
  Figure most;
  for (const Measurement& each : row.repetitions) {
    if (each.memory) most = std::max(most.value_or(0), static_cast<double>(*each.memory));
  }
  return most;
}

/// What is measured of a row, medians of its repetitions if nothing else is said, and how it is
/// shown: in JSON under a name, in a table under a title.
struct FigureKind {
  const char* name;
  const char* title;
  std::size_t width;
  Figure (*of)(const ResultRow& row);  ///< empty where it cannot be told
  std::string (*text)(double value);
};
using FigureKinds = std::array<FigureKind, 6>;

const FigureKinds kSpeed{{
    {"calls_per_second", "calls/s", 8,
     [](const ResultRow& row) -> Figure { return median(rates_of(row)); }, whole},
    {"spread", "spread", 6, [](const ResultRow& row) -> Figure { return spread(rates_of(row)); },
     [](double value) { return whole(value * 100) + " %"; }},
    {"p50_ms", "p50 ms", 7, [](const ResultRow& row) -> Figure { return ms_at(row, 50); }, digits},
    {"p90_ms", "p90 ms", 7, [](const ResultRow& row) -> Figure { return ms_at(row, 90); }, digits},
    {"p99_ms", "p99 ms", 7, [](const ResultRow& row) -> Figure { return ms_at(row, 99); }, digits},
    {"max_ms", "max ms", 7, longest_ms, digits},
}};

/// Per call, whatever became of it; bytes as the client sees them.
const FigureKinds kCost{{
    {"requests_per_call", "requests", 8,
     [](const ResultRow& row) -> Figure { return per_call(row, &Measurement::requests); }, digits},
    {"connections_per_call", "conns", 6,
     [](const ResultRow& row) -> Figure { return per_call(row, &Measurement::connections); },
     digits},
    {"bytes_sent_per_call", "B out", 7,
     [](const ResultRow& row) -> Figure { return per_call(row, &Measurement::bytes_received); },
     whole},
    {"bytes_received_per_call", "B in", 7,
     [](const ResultRow& row) -> Figure { return per_call(row, &Measurement::bytes_sent); }, whole},
    {"cpu_us_per_call", "CPU us", 7, processor_us, digits},
    {"memory_bytes", "RSS MB", 7, memory, [](double value) { return digits(value / 1e6); }},
}};

void add_figures(Json& document, const FigureKinds& kinds, const ResultRow& row) {
  for (const FigureKind& kind : kinds) {
    const Figure figure = kind.of(row);
    document[kind.name] = figure ? Json(tidy(*figure)) : Json();
  }
}

/// What became of the calls of all repetitions.
struct Calls {
  std::uint64_t all = 0;
  std::uint64_t not_started = 0;
  CallFailureTally failures;
};

Calls calls_of(const ResultRow& row) {
  Calls calls;
  for (const Measurement& each : row.repetitions) {
    calls.all += each.driven.calls();
    calls.not_started += each.driven.not_started;
    calls.failures.add(each.driven.failures);
  }
  return calls;
}

Json troubles_document(const CallFailureTally& failures) {
  Json document = Json::object();
  for (std::size_t kind = 0; kind < failures.counts.size(); ++kind) {
    if (failures.counts[kind] != 0) document[kCallFailureNames[kind]] = failures.counts[kind];
  }
  return document;
}

Json bench_document(const BenchRecord& record) {
  const MachineLoad& seen = record.machine_load;
  Json document = {{"version", record.version},
                   {"operation", record.operation},
                   {"target", record.target},
                   {"repetitions", record.plan.repetitions},
                   {"seconds", std::chrono::duration<double>(record.plan.duration).count()},
                   {"interrupted", record.is_interrupted},
                   {"noisy", noise_in(seen)},
                   {"machine",
                    {{"cores", seen.cores},
                     {"load_before", tidy(seen.load_before)},
                     {"others_share", tidy(seen.others_share)},
                     {"steal_share", tidy(seen.steal_share)},
                     {"ceiling_spread", tidy(seen.ceiling_spread)}}},
                   {"rows", Json::array()}};
  for (const ResultRow& row : record.rows) document["rows"].push_back(bench_row(row));
  return document;
}

/// A client and what it was given in another measure than asked: "acme 2.4.1 (4)", "acme at 500/s".
/// The width is in bytes: a name in another script is narrower than its column.
std::string label_of(const ResultRow& row) {
  std::string suffix;
  if (row.given < row.in_flight) suffix = " (" + std::to_string(row.given) + ")";
  if (row.rate > 0) suffix = " at " + whole(row.rate) + "/s";
  const std::size_t room = kBenchLabelWidth - suffix.size();
  if (row.client.size() <= room) return row.client + suffix;
  return row.client.substr(0, end_of_character(row.client, room - 2)) + ".." + suffix;
}

/// A part per load, under its name; each cell with a blank before it.
std::string figures_table(const FigureKinds& kinds, const std::vector<ResultRow>& rows) {
  std::string text;
  std::string load;
  for (const ResultRow& row : rows) {
    if (std::exchange(load, load_name(row)) != load_name(row)) {
      text += '\n' + padded(load, kBenchLabelWidth);
      for (const FigureKind& kind : kinds) text += ' ' + right(kind.title, kind.width);
      text += '\n';
    }
    text += padded(label_of(row), kBenchLabelWidth);
    for (const FigureKind& kind : kinds) {
      const Figure figure = row.repetitions.empty() ? std::nullopt : kind.of(row);
      text += ' ' + right(figure ? kind.text(*figure) : "-", kind.width);
    }
    text += '\n';
  }
  return text;
}

std::string repetitions_text(const ThroughputPlan& plan) {
  const double seconds = std::chrono::duration<double>(plan.duration).count();
  return std::to_string(plan.repetitions) + " x " + digits(seconds) + " s";
}

/// What the figures alone do not say, a line each.
std::string remarks(const BenchRecord& record) {
  std::vector<std::string> lines;
  const auto say = [&lines](const std::string& text) {
    if (!contains(lines, text)) lines.push_back(text);
  };
  for (const ResultRow& row : record.rows) {
    const Calls calls = calls_of(row);
    const std::string where = row.client + ", " + load_name(row) + ": ";
    for (const std::string& remark : row.remarks) say(row.client + ": " + remark);
    if (const std::size_t failed = calls.failures.total(); failed != 0) {
      say("failed: " + where + std::to_string(failed) + " of " + std::to_string(calls.all) +
          " calls (" + calls.failures.text() + "); the first: " + calls.failures.first);
    }
    if (static_cast<double>(calls.not_started) > kMostUnbegun * static_cast<double>(calls.all)) {
      say("too slow: " + where + std::to_string(calls.not_started) +
          " calls were due and never begun; their waiting counts");
    }
    if (!row.is_complete) {
      say("incomplete: " + where + std::to_string(row.repetitions.size()) + " of " +
          std::to_string(record.plan.repetitions) + " repetitions");
    }
  }
  for (const std::string& noise : noise_in(record.machine_load)) say("noisy: " + noise);
  if (record.is_interrupted) say("interrupted: what was measured until then is shown");
  std::string text;
  for (const std::string& each : lines) text += each + "\n";
  return text.empty() ? text : "\n" + text;
}

}  // namespace

std::string load_name(const ResultRow& row) {
  return row.is_open() ? "open loop" : std::to_string(row.in_flight) + " in flight";
}

Json bench_row(const ResultRow& row) {
  const Calls calls = calls_of(row);
  Json document = {{"client", row.client},
                   {"role", to_string(row.role)},
                   {"load", load_name(row)},
                   {"in_flight", row.given},
                   {"rate", row.rate > 0 ? Json(row.rate) : Json()}};
  add_figures(document, kSpeed, row);
  document.update({{"repetitions", row.repetitions.size()},
                   {"complete", row.is_complete},
                   {"calls", calls.all},
                   {"failed", calls.failures.total()},
                   {"failed_by_kind", troubles_document(calls.failures)},
                   {"first_failure", calls.failures.first},
                   {"unbegun", calls.not_started}});
  add_figures(document, kCost, row);
  document["remarks"] = row.remarks;
  return document;
}

std::string bench_ndjson(const BenchRecord& record) {
  Json event = {{"type", "bench"}};
  event.update(bench_document(record));
  return json_text(event) + '\n';
}

std::string bench_json(const BenchRecord& record) {
  return json_text(bench_document(record), kJsonIndent) + '\n';
}

std::string bench_table(const BenchRecord& record) {
  return record.operation + " (" + record.target + "), medians of " +
         repetitions_text(record.plan) + "\n" + figures_table(kSpeed, record.rows) +
         "\nPer call, as the mock and the system saw it; (4): it takes 4 at once\n" +
         figures_table(kCost, record.rows) + remarks(record);
}

}  // namespace mockmeter::conformance
