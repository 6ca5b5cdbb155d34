#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "conformance/model/verdict.h"
#include "conformance/suite/suite.h"

namespace mockmeter::conformance {

/// A line of --known-failing: `<case glob> [#assertion] until=DATE issue=URL`.
struct KnownFailure {
  std::string glob;
  std::string check;  ///< its name; empty = whatever is missed
  std::chrono::year_month_day until{};
  std::string issue;
  std::string place;  ///< "known.txt:3", for messages
};

/// Empty lines, and those that begin with '#', say nothing. Throws std::invalid_argument that names
/// the line and what was expected.
std::vector<KnownFailure> read_known_failing(std::string_view text, const std::string& path);

/// Turns misses that are known into known failures, and passes that are not expected into
/// unexpected passes. Returns what is wrong with the lines themselves, which fails the run: those
/// past their date, and those that fit no case of the suite.
std::vector<std::string> apply_known_failing(const std::vector<KnownFailure>& known,
                                             const Suite& suite, std::chrono::year_month_day today,
                                             std::vector<CaseResult>& results);

}  // namespace mockmeter::conformance
