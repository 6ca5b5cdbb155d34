#pragma once

#include <string>
#include <vector>

#include "conformance/model/json.h"
#include "conformance/self_test/kill_matrix.h"

namespace mockmeter::conformance {

/// A line per good client and per bug, with how many of its trials found it, then what is too loud,
/// then the problems; the last line stands alone: "93 of 93 bugs found by 522 cases, 0 problems".
std::string matrix_text(const KillMatrix& matrix, const std::vector<std::string>& problems);

/// Bug by bug, each case that has to find it with its fate; and who fails besides, when it is full.
Json matrix_document(const KillMatrix& matrix, const std::vector<std::string>& problems);

}  // namespace mockmeter::conformance
