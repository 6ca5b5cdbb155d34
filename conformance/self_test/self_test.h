#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "conformance/self_test/kill_matrix.h"
#include "conformance/self_test/mutants.h"

namespace mockmeter::conformance {

/// How the reference client is started: with a quirk, as a mutant, or as it is.
struct ClientFlags {
  std::string quirk{};
  std::string mutant{};
};

struct SelfTestOptions {
  std::vector<ClientSwitch> quirks;
  std::vector<ClientSwitch> mutants;
  /// Every mutant runs with every case, to see collateral failures; not only with those that name
  /// it.
  bool full = false;
  /// Runs these cases with such a client. Called from several threads at once.
  std::function<std::vector<CaseResult>(const ClientFlags& flags,
                                        const std::vector<const Case*>& cases)>
      run;
  int jobs = 1;  ///< clients at the same time
  /// Asked before each client: true leaves the rest out. May be asked from any thread.
  std::function<bool()> is_stopped = [] { return false; };
  /// Called one at a time: what has run, and how many of how many clients are done.
  std::function<void(const std::string& name, std::size_t done, std::size_t all)> on_client =
      [](const std::string&, std::size_t, std::size_t) {};
};

/// Runs every case with a conforming client, as it is and with each quirk, and each mutant with the
/// cases that name it. What is not as it should be is run once more, with nothing beside it, before
/// it counts. `cases` live as long as what comes back. Throws what `run` throws.
KillMatrix run_self_test(const std::vector<const Case*>& cases, const SelfTestOptions& options);

}  // namespace mockmeter::conformance
