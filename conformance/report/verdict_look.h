#pragma once

#include <algorithm>
#include <array>
#include <string_view>

#include "conformance/report/junit.h"

namespace mockmeter::conformance {

/// How reports show a verdict.
struct VerdictLook {
  std::string_view verdict;  ///< "fail"
  std::string_view icon;     ///< one character; a page shows none by its color alone
  std::string_view tone;     ///< a class of style.css
  std::string_view sign;     ///< in the matrix of a terminal
  // When it does not fail the run.
  junit::Verdict in_junit;
  bool is_ok;                  ///< in TAP
  std::string_view directive;  ///< in TAP; empty = none
};
inline constexpr std::array<VerdictLook, 9> kVerdictLooks{{
    {"fail", "\u2717", "bad", "F", junit::Verdict::kPassed, false, ""},
    {"unexpected pass", "\u2191", "bad", "U", junit::Verdict::kPassed, false, ""},
    {"harness error", "\u203c", "bad", "!", junit::Verdict::kError, false, ""},
    {"warning", "!", "warn", "w", junit::Verdict::kPassed, false, "TODO"},
    {"advisory", "i", "info", "a", junit::Verdict::kPassed, false, "TODO"},
    {"known failure", "\u2248", "warn", "k", junit::Verdict::kSkipped, false, "TODO"},
    {"not run", "\u25cb", "none", "?", junit::Verdict::kSkipped, true, "SKIP"},
    {"unsupported", "\u2013", "none", "-", junit::Verdict::kSkipped, true, "SKIP"},
    {"pass", "\u2713", "good", ".", junit::Verdict::kPassed, true, ""},
}};

/// One of the table.
inline const VerdictLook& look_of(std::string_view verdict) {
  return *std::find_if(kVerdictLooks.begin(), kVerdictLooks.end() - 1,
                       [&](const VerdictLook& look) { return look.verdict == verdict; });
}

}  // namespace mockmeter::conformance
