#pragma once

#include <cstddef>
#include <optional>
#include <string>
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

/// Without the byte order mark that some editors write first.
constexpr std::string_view without_byte_order_mark(std::string_view text) {
  constexpr std::string_view kMark = "\xEF\xBB\xBF";
  return text.starts_with(kMark) ? text.substr(kMark.size()) : text;
}

/// U+FFFD, what stands in the place of stray bytes.
inline constexpr std::string_view kReplacementCharacter = "\xEF\xBF\xBD";

/// UTF-8 whatever came: stray bytes become U+FFFD.
std::string to_utf8(std::string_view bytes);

/// The text in ISO 8859-1; empty when it has a character that is not in it, or stray bytes.
std::optional<std::string> to_latin1(std::string_view text);

std::size_t count_characters(std::string_view text);

/// The last end of a character up to there; of other bytes, there.
std::size_t end_of_character(std::string_view text, std::size_t at);

}  // namespace mockmeter
