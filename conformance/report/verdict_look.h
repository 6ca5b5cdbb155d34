#pragma once

#include <algorithm>
#include <array>
#include <string_view>

namespace mockmeter::conformance {

/// How a page shows a verdict: never by its color alone.
struct VerdictLook {
  std::string_view verdict;  ///< "fail"
  std::string_view icon;     ///< one character
  std::string_view tone;     ///< a class of style.css
};
inline constexpr std::array<VerdictLook, 9> kVerdictLooks{{
    {"fail", "\u2717", "bad"},
    {"unexpected pass", "\u2191", "bad"},
    {"harness error", "\u203c", "bad"},
    {"warning", "!", "warn"},
    {"advisory", "i", "info"},
    {"known failure", "\u2248", "warn"},
    {"not run", "\u25cb", "none"},
    {"unsupported", "\u2013", "none"},
    {"pass", "\u2713", "good"},
}};

/// One of the table.
inline const VerdictLook& look_of(std::string_view verdict) {
  return *std::find_if(kVerdictLooks.begin(), kVerdictLooks.end() - 1,
                       [&](const VerdictLook& look) { return look.verdict == verdict; });
}

}  // namespace mockmeter::conformance
