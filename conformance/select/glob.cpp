#include "conformance/select/glob.h"

#include <cstddef>

namespace mockmeter::conformance {
namespace {

bool fits_pattern(std::string_view pattern, std::string_view text) {
  while (!pattern.starts_with('*')) {
    if (pattern.empty() || text.empty()) return pattern.empty() && text.empty();
    if (pattern.front() != text.front()) return false;
    pattern.remove_prefix(1);
    text.remove_prefix(1);
  }
  const bool crosses = pattern.starts_with("**");
  const std::string_view rest = pattern.substr(crosses ? 2 : 1);
  for (std::size_t taken = 0; taken <= text.size(); ++taken) {
    if (fits_pattern(rest, text.substr(taken))) return true;
    if (taken < text.size() && text[taken] == '/' && !crosses) return false;
  }
  return false;
}

}  // namespace

bool matches_glob(std::string_view pattern, std::string_view text) {
  return fits_pattern(pattern, text) || fits_pattern(pattern, text.substr(0, text.find('[')));
}

}  // namespace mockmeter::conformance
