#pragma once

#include <string_view>
#include <vector>

namespace mockmeter {

/// What stands before, between and behind the separators; at least one piece. The text outlives the
/// pieces.
inline std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> pieces;
  for (std::size_t end = 0; (end = text.find(separator)) != text.npos;) {
    pieces.push_back(text.substr(0, end));
    text.remove_prefix(end + 1);
  }
  pieces.push_back(text);
  return pieces;
}

}  // namespace mockmeter
