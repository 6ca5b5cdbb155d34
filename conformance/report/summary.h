#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "base/process/exit_code.h"
#include "conformance/model/run_record.h"

namespace mockmeter::conformance {

/// Whether a case with this verdict fails a run that asks for `level`.
bool fails_run(Verdict verdict, Level level);

std::size_t count(const std::vector<CaseResult>& results, Verdict verdict);
std::size_t count_failed(const RunRecord& run);

/// An interruption comes first, then our own fault, then the client's, then what is missing.
int exit_code(const RunRecord& run);

/// How a client stands in one profile of one API.
struct Standing {
  std::string provider;  ///< "acme"
  std::string profile;   ///< "core"
  std::string status;    ///< "CONFORMANT (41 of 41)"; empty when the client claims none of it
};
/// By profile, then by provider. Of a part of the suite without what adds no case to the profile
/// before it.
std::vector<Standing> standings(const RunRecord& run);

/// A line per profile of these: "acme 2.4.1: acme core CONFORMANT (41 of 41), other not
/// claimed". A run of some of its cases only is never called conformant.
std::vector<std::string> headlines(const RunRecord& run);

/// "41 passed, 2 failed"
std::string last_line(const RunRecord& run);

}  // namespace mockmeter::conformance
