#pragma once

#include <cstddef>
#include <functional>
#include <vector>

#include "conformance/run/client.h"
#include "conformance/run/play.h"
#include "conformance/select/selection.h"

namespace mockmeter::conformance {

struct RunOptions {
  PlayOptions play;
  int jobs = 1;          ///< cases at the same time; a client that says so gets fewer
  bool confirms = true;  ///< such misses; not where misses are expected
  /// Asked before each case: true leaves the rest unjudged. May be asked from any thread.
  std::function<bool()> is_stopped = [] { return false; };
  /// Called after each case, one call at a time: how many of how many are done.
  std::function<void(const CaseResult& result, std::size_t done, std::size_t all)> on_result =
      [](const CaseResult&, std::size_t, std::size_t) {};
};

/// A result for every case that was asked for, in the suite's order. What a case that
/// measures time misses, and a crash, is confirmed with nothing beside it before it counts.
std::vector<CaseResult> run_cases(const Selection& selection, const Client& client,
                                  const RunOptions& options);

}  // namespace mockmeter::conformance
