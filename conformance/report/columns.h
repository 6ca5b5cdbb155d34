#pragma once

#include <string>
#include <vector>

#include "conformance/model/run_record.h"

namespace mockmeter::conformance {

/// A run and the name of the file that it was read from; empty when it was not.
struct SavedRun {
  std::string file;
  RunRecord run;
};

/// A run beside others.
struct Column {
  std::string label;  ///< "acme 2.4.1"; no other column has it
  RunRecord run;
};

/// The runs in their order. Those of clients with the same name and version are told apart by their
/// files. Throws std::invalid_argument that names two runs of different suites or versions of
/// mockmeter: their cases are not the same, whatever their ids.
std::vector<Column> side_by_side(std::vector<SavedRun> runs);

}  // namespace mockmeter::conformance
