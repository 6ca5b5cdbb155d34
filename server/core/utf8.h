#pragma once

#include <cstddef>
#include <string_view>

namespace mockmeter {

/// The bytes at the start of a text that belong together: a character, or what is left of one.
struct Utf8Sequence {
  std::size_t bytes;  ///< at least one
  bool valid;
};

/// `text` must not be empty.
Utf8Sequence next_utf8_sequence(std::string_view text);

/// No stray bytes, no overlong forms, no surrogates, nothing above U+10FFFF.
bool is_valid_utf8(std::string_view text);

}  // namespace mockmeter
