#include "conformance/select/glob.h"

#include <cstddef>

namespace mockmeter::conformance {
namespace {

struct Star {
  std::size_t length = 0;  // of the sign; 0 = there is none
  bool crosses = false;    // also over '/'
};

Star star_at(std::string_view pattern) {
  if (pattern.starts_with("**")) return {2, true};
  if (pattern.starts_with('*')) return {1, false};
  return {};
}

bool fits_pattern(std::string_view pattern, std::string_view text) {
  while (!pattern.empty()) {
    if (const Star star = star_at(pattern); star.length != 0) {
      const std::string_view rest = pattern.substr(star.length);
      for (std::size_t taken = 0; taken <= text.size(); ++taken) {
        if (fits_pattern(rest, text.substr(taken))) return true;
        if (taken < text.size() && text[taken] == '/' && !star.crosses) return false;
      }
      return false;
    }
    if (text.empty() || text.front() != pattern.front()) return false;
    pattern.remove_prefix(1);
    text.remove_prefix(1);
  }
  return text.empty();
}

}  // namespace

bool matches_glob(std::string_view pattern, std::string_view text) {
  return fits_pattern(pattern, text) || fits_pattern(pattern, text.substr(0, text.find('[')));
}

}  // namespace mockmeter::conformance
