#pragma once

#include <string>
#include <vector>

#include "conformance/benchmark/noise.h"
#include "conformance/benchmark/throughput.h"
#include "conformance/model/json.h"

namespace mockmeter::conformance {

/// All that is known after a measurement.
struct BenchRecord {
  std::string version;    ///< of mockmeter
  std::string operation;  ///< "acme.list_users"
  std::string target;     ///< "/v2/users"
  ThroughputPlan plan;
  std::vector<Row> rows;
  Surroundings surroundings;
  bool is_interrupted = false;
};

/// What a row shows: medians of its repetitions. Milliseconds, microseconds, bytes.
struct RowFigures {
  double per_second = 0;
  double spread = 0;
  double p50_ms = 0;
  double p90_ms = 0;
  double p99_ms = 0;
  double max_ms = 0;  ///< of all repetitions
  std::uint64_t calls = 0;
  std::uint64_t unbegun = 0;
  CallFailureTally troubles;
  // Per call, whatever became of it.
  double requests = 0;
  double connections = 0;
  double bytes_sent = 0;  ///< by the client
  double bytes_received = 0;
  std::optional<double> processor_us;
  std::optional<double> memory;  ///< bytes, the most of all repetitions
};
RowFigures figures_of(const Row& row);

/// "8 in flight" or "open loop": the same for all clients.
std::string load_name(const Row& row);

/// {"client", "load", "calls_per_second", "p50_ms", "p99_ms", "spread", ...}
Json bench_row(const Row& row);

/// A line for the event stream of a run: the document with {"type": "bench"}.
std::string bench_ndjson(const BenchRecord& record);
std::string bench_json(const BenchRecord& record);   ///< one document
std::string bench_table(const BenchRecord& record);  ///< for people, 79 columns wide

}  // namespace mockmeter::conformance
