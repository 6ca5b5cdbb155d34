#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "conformance/self_test/kill_matrix.h"

namespace mockmeter::conformance {

struct SelfTestOptions {
  std::vector<Bug> bugs;
  /// Runs these cases with a client that has this bug, or none when it is empty. Called from
  /// several threads at once.
  std::function<std::vector<CaseResult>(const std::string& bug,
                                        const std::vector<const Case*>& cases)>
      run;
  int jobs = 1;  ///< clients at the same time
  /// Asked before each bug: true leaves the rest untried. May be asked from any thread.
  std::function<bool()> is_stopped = [] { return false; };
  /// Called one at a time: what was tried, and how many of how many clients are done.
  std::function<void(const std::string& bug, std::size_t done, std::size_t all)> on_client =
      [](const std::string&, std::size_t, std::size_t) {};
};

/// Tries the suite: a client without a bug against every case, and each bug against the cases that
/// name it. `cases` live as long as what comes back.
/// Throws what `run` throws.
KillMatrix try_suite(const std::vector<const Case*>& cases, const SelfTestOptions& options);

}  // namespace mockmeter::conformance
