#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "conformance/model/call.h"
#include "conformance/model/drift.h"
#include "conformance/model/verdict.h"

namespace mockmeter::conformance {

/// Which end of the wire is evaluated.
enum class Side { kClient, kServer };

/// The cases of a run that was read from a file: what its stream says of them.
struct RecordedCases {
  std::deque<Requirement> requirements;
  std::deque<Case> cases;  ///< they point into `requirements`
};

/// All that is known after a run. Every report renders it, after a run as from a file.
struct RunRecord {
  std::string version;  ///< of mockmeter
  Side side = Side::kClient;
  ClientInfo client;  ///< or, on the other side, the server: its name is its URL
  std::string suite;  ///< tells the suite of one run from that of another, see add_suite_facts()
  std::uint64_t seed = 0;
  std::string profile;         ///< that was asked for: "secure"
  bool is_whole = true;        ///< every case of the profile was asked for
  Level level = Level::kMust;  ///< what a client may not miss
  std::chrono::year_month_day today{};
  std::vector<CaseResult> results;    ///< of every case that was asked for, by id
  std::vector<std::string> problems;  ///< that fail the run, whatever the verdicts: stale lines
  std::vector<std::string> warnings;  ///< about the adapter
  std::size_t processes = 0;          ///< of the adapter, the most that ran side by side
  bool interrupted = false;
  std::chrono::nanoseconds took{0};
  std::optional<Drift> drift;      ///< of a server that was compared with a recording
  std::vector<Json> other_events;  ///< lines of a stream that are about something else: "bench"
  std::shared_ptr<const RecordedCases> recorded;  ///< what `results` point into, when it was read
};

}  // namespace mockmeter::conformance
