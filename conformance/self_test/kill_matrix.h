#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "conformance/model/case.h"
#include "conformance/model/verdict.h"
#include "conformance/self_test/bug.h"

namespace mockmeter::conformance {

/// What a case made of a bug that it has to find.
struct Trial {
  enum class Fate {
    kFound,      ///< through the check that is meant for it
    kElsewhere,  ///< it failed, but through other checks only
    kMissed,     ///< it passed
    kUnjudged,   ///< neither: unsupported, not run, or a fault of ours
  };
  const Case* subject = nullptr;
  std::string bug;
  Fate fate = Fate::kUnjudged;
  std::string seen;  ///< the checks that were missed, or the verdict's reason
};

/// A case that does not name a bug and fails for it all the same.
struct Echo {
  const Case* subject = nullptr;
  std::string bug;
  std::vector<std::string> missed;  ///< names of checks
  bool crashed = false;             ///< the client ended, by its own doing or another case's
};

/// A client that no case may blame, and how it fared.
struct GoodClient {
  std::string name;  ///< of its manner
  std::string line;
  std::size_t claimed = 0;  ///< cases
  std::size_t passed = 0;   ///< of those
};

/// What is known when the suite has been tried: whether it can be believed.
struct KillMatrix {
  std::vector<ClientSwitch> bugs;
  std::vector<GoodClient> good{};     ///< the one without any manner first
  std::vector<Trial> trials{};        ///< in the order of the bugs, then of the suite
  std::vector<std::string> blamed{};  ///< what a client without a bug did not pass, in words
  bool full = false;                  ///< every bug was tried with every case
  std::vector<Echo> echoes{};         ///< in the same order; none unless it is full
};

Trial trial_of(const CaseResult& result, const Kill& kill);

/// The names of the checks that were missed.
std::vector<std::string> missed_checks(const CaseResult& result);

/// The trials that a bug has to stand, in order.
std::vector<const Trial*> trials_of(const KillMatrix& matrix, const std::string& bug);

/// What is wrong with the suite, each in one line; empty when it can be believed. Every case, row
/// by row, finds one of its bugs; every bug that a file names is found by one of its rows, through
/// the check that is meant for it; every bug is found; no honest client is blamed.
std::vector<std::string> problems_of(const KillMatrix& matrix,
                                     const std::vector<const Case*>& cases);

}  // namespace mockmeter::conformance
