#include "conformance/evaluation/values/patterns.h"

#include <regex>

namespace mockmeter::conformance {
namespace {

constexpr std::size_t kLongestMatched = 1024;

}  // namespace

bool matches(const std::string& text, const std::string& pattern) {
  const std::regex compiled(pattern);
  return text.size() <= kLongestMatched && std::regex_search(text, compiled);
}

}  // namespace mockmeter::conformance
