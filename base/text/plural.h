#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace mockmeter {

/// "1 file", "2 files"
inline std::string count_text(std::size_t count, std::string_view noun) {
  return std::to_string(count).append(" ").append(noun).append(count == 1 ? "" : "s");
}

}  // namespace mockmeter
