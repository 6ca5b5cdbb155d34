#pragma once

#include <chrono>
#include <string>
#include <utility>

#include "conformance/benchmark/bench_events.h"

namespace mockmeter::conformance {

/// Whether a measurement is to end early.
inline bool never() { return false; }

/// A repetition of one second in which every call took as long.
inline Measurement repetition(std::uint64_t results, std::chrono::microseconds each) {
  Measurement measured;
  measured.driven.results = results;
  measured.driven.elapsed = std::chrono::seconds(1);
  for (std::uint64_t call = 0; call < results; ++call) measured.driven.latency.record(each);
  measured.requests = results;
  measured.connections = 1;
  measured.bytes_received = results * 150;
  measured.bytes_sent = results * 2400;
  return measured;
}

inline ResultRow row_of(const std::string& client, ParticipantKind role, unsigned in_flight,
                        unsigned given) {
  ResultRow row;
  row.client = client;
  row.role = role;
  row.in_flight = in_flight;
  row.given = given;
  row.is_complete = true;
  return row;
}

/// Two repetitions of a ceiling and of a client that failed once.
inline BenchRecord a_record() {
  BenchRecord record;
  record.version = "1.2.3";
  record.operation = "upstash.list_qstash_users";
  record.target = "/v2/qstash/users";
  record.plan.repetitions = 2;
  ResultRow ceiling = row_of("raw client", ParticipantKind::kCeiling, 8, 8);
  ceiling.repetitions = {repetition(20'000, std::chrono::microseconds(64)),
                         repetition(22'000, std::chrono::microseconds(62))};
  ResultRow client = row_of("acme 2.4.1", ParticipantKind::kClient, 8, 4);
  client.remarks = {"started anew for every call, at most 8 at once"};
  for (const std::uint64_t results : {100U, 300U}) {
    Measurement measured = repetition(results, std::chrono::milliseconds(16));
    measured.processor = std::chrono::microseconds(100 * results);
    measured.memory = 25'000'000 + results;
    client.repetitions.push_back(measured);
  }
  client.repetitions.back().driven.failures.add(
      {CallFailureKind::kCrashed, "it ended with SIGKILL"});
  ResultRow open = row_of("acme 2.4.1", ParticipantKind::kClient, 0, 4);
  open.rate = 150;
  open.is_complete = false;
  record.rows = {std::move(ceiling), std::move(client), std::move(open)};
  record.machine_load.ceiling_spread = 0.31;
  record.is_interrupted = true;
  return record;
}

}  // namespace mockmeter::conformance
