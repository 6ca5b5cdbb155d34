#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "conformance/self_test/kill_matrix.h"

namespace mockmeter::conformance {

/// How far a bug is heard beyond the cases that name it.
struct Loudness {
  std::map<std::string, std::size_t> echoes{};  ///< per category
  std::size_t all = 0;                          ///< echoes
  /// Those through checks that have nothing to do with the bug: neither those that find it, nor
  /// what follows from them, as a wrong answer follows from a wrong request. Then it is not one bug
  /// but two, or a case looks at more than it is about.
  std::vector<const Echo*> strays{};
};

/// Points into the matrix.
Loudness loudness_of(const KillMatrix& matrix, const std::string& bug);

/// "37 echoes: decoding 30, series 7"; "no echo".
std::string loudness_text(const Loudness& loudness);

/// A line for each bug that is too loud, which is one with a stray; none unless the matrix is full.
std::vector<std::string> warnings_of(const KillMatrix& matrix);

}  // namespace mockmeter::conformance
