#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "conformance/self_test/bug.h"
#include "conformance/self_test/kill_matrix.h"

namespace mockmeter::conformance {

/// How the reference client is started: with a manner, with a bug, or as it is.
struct Guise {
  std::string manner{};
  std::string bug{};
};

struct SelfTestOptions {
  std::vector<ClientSwitch> manners;
  std::vector<ClientSwitch> bugs;
  /// Every bug is tried with every case, for what is too loud; not only with those that name it.
  bool full = false;
  /// Runs these cases with such a client. Called from several threads at once.
  std::function<std::vector<CaseResult>(const Guise& guise, const std::vector<const Case*>& cases)>
      run;
  int jobs = 1;  ///< clients at the same time
  /// Asked before each client: true leaves the rest untried. May be asked from any thread.
  std::function<bool()> is_stopped = [] { return false; };
  /// Called one at a time: what was tried, and how many of how many clients are done.
  std::function<void(const std::string& name, std::size_t done, std::size_t all)> on_client =
      [](const std::string&, std::size_t, std::size_t) {};
};

/// Tries the suite: a client without a bug against every case, in each of the manners too, and each
/// bug against the cases that name it. What is not as it should be is tried once more, with nothing
/// beside it, before it counts. `cases` live as long as what comes back.
/// Throws what `run` throws.
KillMatrix try_suite(const std::vector<const Case*>& cases, const SelfTestOptions& options);

}  // namespace mockmeter::conformance
