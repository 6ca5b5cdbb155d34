#include "conformance/benchmark/bench_events.h"

#include <algorithm>
#include <chrono>
#include <cmath>

namespace mockmeter::conformance {
namespace {

constexpr double kPerMillisecond = 1e6;
constexpr double kPerMicrosecond = 1e3;

/// To three places behind the point: a microsecond, a thousandth of a request.
double tidy(double value) { return std::round(value * 1000) / 1000; }

template <typename Value>
double median_of(const Row& row, Value value) {
  std::vector<double> values;
  for (const Measurement& each : row.repetitions) values.push_back(value(each));
  return median(values);
}

double milliseconds_at(const Row& row, double percent) {
  return median_of(row, [percent](const Measurement& each) {
    return static_cast<double>(each.driven.latency.percentile(percent).count()) / kPerMillisecond;
  });
}

/// A median of what each repetition had per call. A raw client that fails has calls, too.
template <typename Value>
double per_call(const Row& row, Value value) {
  return median_of(row, [value](const Measurement& each) {
    const auto calls = static_cast<double>(std::max<std::uint64_t>(1, each.driven.calls()));
    return static_cast<double>(value(each)) / calls;
  });
}

std::optional<double> processor_us(const Row& row) {
  if (row.repetitions.empty() || !row.repetitions.front().processor) return std::nullopt;
  return per_call(row, [](const Measurement& each) {
    return static_cast<double>(each.processor->count()) / kPerMicrosecond;
  });
}

std::optional<double> memory(const Row& row) {
  std::optional<double> most;
  for (const Measurement& each : row.repetitions) {
    if (each.memory) most = std::max(most.value_or(0), static_cast<double>(*each.memory));
  }
  return most;
}

Json number_or_null(const std::optional<double>& value) {
  return value ? Json(tidy(*value)) : Json();
}

Json troubles_document(const CallFailureTally& troubles) {
  Json document = Json::object();
  for (std::size_t kind = 0; kind < troubles.counts.size(); ++kind) {
    if (troubles.counts[kind] != 0) document[kCallFailureNames[kind]] = troubles.counts[kind];
  }
  return document;
}

Json bench_document(const BenchRecord& record) {
  const Surroundings& seen = record.surroundings;
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
  for (const Row& row : record.rows) document["rows"].push_back(bench_row(row));
  return document;
}

}  // namespace

RowFigures figures_of(const Row& row) {
  RowFigures figures;
  figures.per_second = median(rates_of(row));
  figures.spread = spread(rates_of(row));
  figures.p50_ms = milliseconds_at(row, 50);
  figures.p90_ms = milliseconds_at(row, 90);
  figures.p99_ms = milliseconds_at(row, 99);
  for (const Measurement& each : row.repetitions) {
    const auto longest = static_cast<double>(each.driven.latency.max().count()) / kPerMillisecond;
    figures.max_ms = std::max(figures.max_ms, longest);
    figures.calls += each.driven.calls();
    figures.unbegun += each.driven.unbegun;
    figures.troubles.add(each.driven.troubles);
  }
  figures.requests = per_call(row, [](const Measurement& each) { return each.requests; });
  figures.connections = per_call(row, [](const Measurement& each) { return each.connections; });
  figures.bytes_sent = per_call(row, [](const Measurement& each) { return each.bytes_received; });
  figures.bytes_received = per_call(row, [](const Measurement& each) { return each.bytes_sent; });
  figures.processor_us = processor_us(row);
  figures.memory = memory(row);
  return figures;
}

std::string load_name(const Row& row) {
  return row.is_open() ? "open loop" : std::to_string(row.in_flight) + " in flight";
}

Json bench_row(const Row& row) {
  const RowFigures figures = figures_of(row);
  return {{"client", row.client},
          {"role", to_string(row.role)},
          {"load", load_name(row)},
          {"in_flight", row.given},
          {"rate", row.rate > 0 ? Json(row.rate) : Json()},
          {"calls_per_second", tidy(figures.per_second)},
          {"spread", tidy(figures.spread)},
          {"p50_ms", tidy(figures.p50_ms)},
          {"p90_ms", tidy(figures.p90_ms)},
          {"p99_ms", tidy(figures.p99_ms)},
          {"max_ms", tidy(figures.max_ms)},
          {"repetitions", row.repetitions.size()},
          {"complete", row.is_complete},
          {"calls", figures.calls},
          {"failed", figures.troubles.total()},
          {"failed_by_kind", troubles_document(figures.troubles)},
          {"first_failure", figures.troubles.first},
          {"unbegun", figures.unbegun},
          {"requests_per_call", tidy(figures.requests)},
          {"connections_per_call", tidy(figures.connections)},
          {"bytes_sent_per_call", tidy(figures.bytes_sent)},
          {"bytes_received_per_call", tidy(figures.bytes_received)},
          {"cpu_us_per_call", number_or_null(figures.processor_us)},
          {"memory_bytes", number_or_null(figures.memory)},
          {"remarks", row.remarks}};
}

std::string bench_ndjson(const BenchRecord& record) {
  Json event = {{"type", "bench"}};
  event.update(bench_document(record));
  return json_text(event) + '\n';
}

std::string bench_json(const BenchRecord& record) {
  return json_text(bench_document(record), kJsonIndent) + '\n';
}

}  // namespace mockmeter::conformance
