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
  std::size_t strays = 0;  ///< those in categories in which no case names the bug
  std::size_t named = 0;   ///< cases that name it
  /// More cases fail that have nothing to do with it than there are that are meant for it.
  bool is_too_loud() const { return strays > named; }
};

Loudness loudness_of(const KillMatrix& matrix, const std::string& bug);

/// "37 echoes: DEC 30, DPT 7"; "no echo".
std::string loudness_text(const Loudness& loudness);

/// A line for each bug that is too loud; none unless the matrix is full.
std::vector<std::string> warnings_of(const KillMatrix& matrix);

}  // namespace mockmeter::conformance
