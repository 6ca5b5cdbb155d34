#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
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
struct ProfileStatus {
  std::string_view name;  ///< "CONFORMANT"; empty when the client claims none of it
  std::string_view icon;  ///< as VerdictInfo has them
  std::string_view tone;
};
struct ProfileResult {
  std::string provider;  ///< "acme"
  std::string profile;   ///< "core"
  ProfileStatus status;
  std::string counts;  ///< "41 of 41"

  std::string text() const;  ///< "CONFORMANT (41 of 41)"; empty when the client claims none of it
};
/// By profile, then by provider. Of a part of the suite without what adds no case to the profile
/// before it.
std::vector<ProfileResult> profile_results(const RunRecord& run);

/// "acme 2.4.1"
std::string client_name(const ClientInfo& client);

/// A line per profile of these: "acme 2.4.1: acme core CONFORMANT (41 of 41), other not
/// claimed". A run of some of its cases only is never called conformant.
std::vector<std::string> summaries(const RunRecord& run);

/// "41 passed, 2 failed"
std::string result_line(const RunRecord& run);

}  // namespace mockmeter::conformance
