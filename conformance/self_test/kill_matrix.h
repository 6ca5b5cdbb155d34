#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "conformance/model/case.h"
#include "conformance/model/verdict.h"
#include "conformance/self_test/mutants.h"

namespace mockmeter::conformance {

/// How a case ended with a mutant.
struct MutantRun {
  enum class Status {
    kKilled,           ///< it failed the check that is meant for the mutant
    kKilledElsewhere,  ///< it failed, but other checks only
    kSurvived,         ///< it passed
    kNotEvaluated,     ///< neither: unsupported, not run, or an internal error
  };
  const Case* subject = nullptr;
  std::string mutant;
  bool is_named = false;  ///< the case names the mutant; otherwise its failure is collateral
  Status status = Status::kNotEvaluated;
  std::vector<std::string> missed{};  ///< names of checks
  std::string reason{};               ///< of the verdict
  bool crashed = false;               ///< the client ended, by its own doing or another case's

  /// The checks that were missed, or the reason.
  std::string seen() const;
};

/// A client that has to pass every case that it declares.
struct ConformingClient {
  std::string name;  ///< of its quirk
  std::string line;
  std::size_t declared = 0;  ///< cases
  std::size_t passed = 0;    ///< of those
  std::size_t warned = 0;    ///< of the passed, for what its quirk is known to miss
};

/// The result of a self-test: whether the suite can be trusted.
struct KillMatrix {
  std::vector<ClientSwitch> mutants;
  std::vector<ConformingClient> conforming{};  ///< the one without any quirk first
  /// In the order of the mutants, then of the suite. Collateral ones are failures, and there are
  /// none unless the matrix is full.
  std::vector<MutantRun> runs{};
  std::vector<std::string> false_positives{};  ///< what a conforming client did not pass, in words
  bool full = false;                           ///< every mutant ran with every case
};

MutantRun mutant_run_of(const CaseResult& result, const std::string& mutant);

/// The runs of a mutant with the cases that name it, or with the others, in order.
std::vector<const MutantRun*> runs_of(const KillMatrix& matrix, const std::string& mutant,
                                      bool is_named = true);

/// What is wrong with the suite, each in one line; empty when it can be trusted. Every case, row by
/// row, kills one of its mutants; every mutant that a file names is killed by one of its rows,
/// through the check that is meant for it; every mutant is killed; there is no false positive.
std::vector<std::string> problems_of(const KillMatrix& matrix,
                                     const std::vector<const Case*>& cases);

}  // namespace mockmeter::conformance
