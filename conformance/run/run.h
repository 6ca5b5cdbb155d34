#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <vector>

#include "conformance/run/client.h"
#include "conformance/run/play.h"
#include "conformance/select/selection.h"

namespace mockmeter::conformance {

struct RunOptions {
  PlayOptions play;
  int jobs = 1;           ///< cases at the same time; clients that take fewer calls get fewer
  bool confirms = true;   ///< such misses; not where misses are expected
  bool shuffles = false;  ///< the seed decides which case comes first; results stay in order
  /// Asked before each case: true leaves the rest unjudged. May be asked from any thread.
  std::function<bool()> is_stopped = [] { return false; };
  /// Called before a case is played, with how many are played in all, and behind it; from any
  /// thread. A miss that is to be confirmed is played again.
  std::function<void(const Case& subject, std::size_t all)> on_begin = [](const Case&,
                                                                          std::size_t) {};
  std::function<void(const Case& subject)> on_end = [](const Case&) {};
  /// Called with each result, one call at a time: how many of how many are done.
  std::function<void(const CaseResult& result, std::size_t done, std::size_t all)> on_result =
      [](const CaseResult&, std::size_t, std::size_t) {};
};

/// A result for every case that was asked for, sorted by id. What a case that measures time misses,
/// and a crash, is confirmed with nothing beside it before it counts. `clients` are processes of
/// one client, at least one: the cases are divided among them, and all calls of a case go to the
/// same.
std::vector<CaseResult> run_cases(const Selection& selection, std::span<const Client> clients,
                                  const RunOptions& options);

}  // namespace mockmeter::conformance
