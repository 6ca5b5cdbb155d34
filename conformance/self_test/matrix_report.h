#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "conformance/model/json.h"
#include "conformance/self_test/kill_matrix.h"

namespace mockmeter::conformance {

/// The failures that a mutant causes in cases that do not name it.
struct CollateralSummary {
  std::map<std::string, std::size_t> by_category{};
  std::size_t all = 0;
  /// Those through checks that have nothing to do with the mutant: neither those that kill it, nor
  /// what follows from them, as a wrong response follows from a wrong request. Then it is not one
  /// mutant but two, or a case looks at more than it is about.
  std::vector<const MutantRun*> unrelated{};
};

/// Points into the matrix.
CollateralSummary collateral_of(const KillMatrix& matrix, const std::string& mutant);

/// "37 echoes: decoding 30, series 7"; "no echo".
std::string collateral_text(const CollateralSummary& collateral);

/// A line for each mutant with unrelated failures; none unless the matrix is full.
std::vector<std::string> warnings_of(const KillMatrix& matrix);

/// A line per conforming client and per mutant, with how many of its runs killed it, then the
/// warnings, then the problems; the last line stands alone: "93 of 93 mutants killed by 522 cases,
/// 0 problems".
std::string matrix_text(const KillMatrix& matrix, const std::vector<std::string>& problems);

/// Mutant by mutant, each case that names it with its status; and the collateral failures, when it
/// is full.
Json matrix_document(const KillMatrix& matrix, const std::vector<std::string>& problems);

}  // namespace mockmeter::conformance
