#pragma once

#include <string>
#include <vector>

#include "conformance/benchmark/benchmark.h"
#include "conformance/benchmark/machine_load.h"
#include "conformance/model/json.h"

namespace mockmeter::conformance {

/// All that is known after a measurement.
struct BenchRecord {
  std::string version;    ///< of mockmeter
  std::string operation;  ///< "acme.list_users"
  std::string target;     ///< "/v2/users"
  ThroughputPlan plan;
  std::vector<ResultRow> rows;
  MachineLoad machine_load;
  bool is_interrupted = false;
};

/// "8 in flight" or "open loop": the same for all clients.
std::string load_name(const ResultRow& row);

/// {"client", "load", "calls_per_second", "p50_ms", "p99_ms", "spread", ...}
Json bench_row(const ResultRow& row);

/// A line for the event stream of a run: the document with {"type": "bench"}.
std::string bench_ndjson(const BenchRecord& record);
std::string bench_json(const BenchRecord& record);   ///< one document
std::string bench_table(const BenchRecord& record);  ///< for people, 79 columns wide

}  // namespace mockmeter::conformance
