#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "conformance/model/verdict.h"
#include "conformance/suite/selection.h"

namespace mockmeter::conformance {

/// What the runs of a client and of a server have in common.
struct RunOptions {
  bool reruns = true;  ///< see run_selection(); not where failures are expected
  /// Decides which case comes first. Empty = those that take long; the others fill the time.
  std::optional<std::uint64_t> order_seed{};
  /// Asked before each case: true leaves the rest out. May be asked from any thread.
  std::function<bool()> is_stopped = [] { return false; };
  /// Called before a case is run, with how many are run in all, and behind it; from any thread.
  std::function<void(const Case& subject, std::size_t all)> on_begin = [](const Case&,
                                                                          std::size_t) {};
  std::function<void(const Case& subject)> on_end = [](const Case&) {};
  /// Called with each result, one call at a time: how many of how many are done.
  std::function<void(const CaseResult& result, std::size_t done, std::size_t all)> on_result =
      [](const CaseResult&, std::size_t, std::size_t) {};
};

/// Runs one case, or one probe. It is never called twice at the same time.
using Lane = std::function<CaseResult(const Case& subject)>;

/// Why a case cannot be run at all; empty when it can.
using UnsupportedReason = std::function<std::string(const Case& subject)>;

/// A result for every case that was asked for, sorted by id. The cases are divided among the lanes,
/// at least one. What a case that measures time misses, and a crash, is run a second time with
/// nothing beside it before it counts. What a lane throws ends the run when there is one lane.
std::vector<CaseResult> run_selection(const Selection& selection, std::span<const Lane> lanes,
                                      const UnsupportedReason& unsupported_reason,
                                      const RunOptions& options);

}  // namespace mockmeter::conformance
