#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "conformance/benchmark/participant.h"

namespace mockmeter::conformance {

struct ThroughputPlan {
  std::vector<unsigned> in_flight{1, 8, 64};  ///< a closed loop with each; never empty
  double rate = 0;  ///< of the open loop; 0 = half of what the contender did in its best closed one
  int repetitions = 5;
  std::chrono::nanoseconds duration = std::chrono::seconds(1);  ///< of each
};

/// A contender under one load.
struct ResultRow {
  std::string client;
  ParticipantKind role = ParticipantKind::kClient;
  unsigned in_flight = 0;  ///< that was asked for; 0 = open loop
  unsigned given = 0;      ///< calls at once: never more than the client takes
  double rate = 0;         ///< of an open loop; 0 = closed, or there was nothing to take it from
  std::vector<Measurement> repetitions{};
  bool is_complete = false;            ///< all repetitions are there
  std::vector<std::string> remarks{};  ///< for people

  bool is_open() const { return in_flight == 0; }
};

/// The repetition that comes next.
struct Step {
  const ResultRow& row;
  int repetition;  ///< from 1
  std::size_t done;
  std::size_t all;
};

std::size_t count_steps(const ThroughputPlan& plan, std::size_t participants);

/// A row for each load and contender, in this order; first the closed loops, then the open one.
/// Repetitions are interleaved, so that what changes on the machine hits all alike. A contender
/// that ends a repetition without a single result is given up.
std::vector<ResultRow> measure(const ThroughputPlan& plan,
                               const std::vector<Participant>& participants,
                               const IsStopped& is_stopped,
                               const std::function<void(const Step&)>& on_step);

/// Of all repetitions, results per second.
std::vector<double> rates_of(const ResultRow& row);

/// The middle one; of an even number the mean of the two; 0 of none.
double median(std::vector<double> values);

/// (largest - smallest) / median: by how much repetitions differ. 0 of none, or of a median of 0.
double spread(const std::vector<double>& values);

/// The widest spread of a ceiling's closed loops.
double ceiling_spread(const std::vector<ResultRow>& rows);

}  // namespace mockmeter::conformance
