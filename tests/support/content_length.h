#pragma once

#include <charconv>
#include <cstddef>
#include <string_view>

namespace mockmeter {

/// What the head of a response says of its body; 0 when it says nothing.
inline std::size_t content_length(std::string_view head) {
  constexpr std::string_view kField = "\r\nContent-Length: ";
  std::size_t length = 0;
  if (const std::size_t at = head.find(kField); at != head.npos) {
    std::from_chars(head.data() + at + kField.size(), head.data() + head.size(), length);
  }
  return length;
}

}  // namespace mockmeter
