#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/process/exit_code.h"
#include "conformance/model/run_record.h"

namespace mockmeter::conformance {

/// How some cases of a run ended.
struct Tally {
  std::size_t all = 0;
  std::size_t failed = 0;  ///< what fails the run
  /// What does not, by verdict.
  std::array<std::size_t, kVerdicts.size()> others{};

  std::size_t operator[](Verdict verdict) const {
    return others.at(static_cast<std::size_t>(verdict));
  }
  /// Without what the client does not declare.
  std::size_t evaluated() const { return all - (*this)[Verdict::kUnsupported]; }
  /// What was missed and fails no run is as good as passed.
  std::size_t passed() const {
    return (*this)[Verdict::kPass] + (*this)[Verdict::kWarning] + (*this)[Verdict::kAdvisory];
  }
};
Tally tally_of(const RunRecord& run);

std::size_t count(const std::vector<CaseResult>& results, Verdict verdict);
std::size_t count_failed(const RunRecord& run);

/// How many differences fail the run.
std::size_t count_failing(const Drift& drift);

/// "3 differences from last.har: 2 breaking, 1 change"
std::string drift_line(const Drift& drift);
/// What was not compared, a line each.
std::vector<std::string> drift_notes(const Drift& drift);

/// An interruption comes first, then our own fault, then the client's, then what is missing.
int exit_code(const RunRecord& run);

/// How a client stands in one profile of one API.
struct ProfileStatus {
  std::string_view name;  ///< "CONFORMANT"; empty when the client declares none of it
  std::string_view icon;  ///< as VerdictInfo has them
  std::string_view tone;
};
struct ProfileResult {
  std::string provider;  ///< "acme"
  std::string profile;   ///< "core"
  ProfileStatus status;
  std::string counts;  ///< "41 of 41"

  std::string text() const;  ///< "CONFORMANT (41 of 41)"; empty when the client declares none of it
};
/// By profile, then by provider. Of a part of the suite without what adds no case to the profile
/// before it.
std::vector<ProfileResult> profile_results(const RunRecord& run);

/// "acme 2.4.1"
std::string client_name(const ClientInfo& client);

/// A line per profile of these: "acme 2.4.1: acme core CONFORMANT (41 of 41), other not
/// declared". A run of some of its cases only is never called conformant.
std::vector<std::string> summaries(const RunRecord& run);

/// "41 passed, 2 failed"
std::string result_line(const RunRecord& run);

}  // namespace mockmeter::conformance
