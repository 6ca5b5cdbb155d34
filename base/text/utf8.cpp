#include "base/text/utf8.h"

#include <algorithm>
#include <array>

namespace mockmeter {
namespace {

/// What may follow a leading byte. Source: Unicode 15, table 3-7, well-formed byte sequences.
struct LeadingBytes {
  unsigned char first, last;                // the leading bytes of the row
  unsigned char second_first, second_last;  // the second byte; all later ones are 80..BF
  std::size_t length;
};
constexpr std::array<LeadingBytes, 8> kSequences{{
    {0xC2, 0xDF, 0x80, 0xBF, 2},
    {0xE0, 0xE0, 0xA0, 0xBF, 3},
    {0xE1, 0xEC, 0x80, 0xBF, 3},
    {0xED, 0xED, 0x80, 0x9F, 3},
    {0xEE, 0xEF, 0x80, 0xBF, 3},
    {0xF0, 0xF0, 0x90, 0xBF, 4},
    {0xF1, 0xF3, 0x80, 0xBF, 4},
    {0xF4, 0xF4, 0x80, 0x8F, 4},
}};

Utf8Sequence match(const LeadingBytes& row, std::string_view text) {
  for (std::size_t i = 1; i < row.length; ++i) {
    const auto low = i == 1 ? row.second_first : static_cast<unsigned char>(0x80);
    const auto high = i == 1 ? row.second_last : static_cast<unsigned char>(0xBF);
    if (i >= text.size()) return {i, false};
    const auto c = static_cast<unsigned char>(text[i]);
    if (c < low || c > high) return {i, false};
  }
  return {row.length, true};
}

/// Whether the byte begins no character.
bool is_continuation(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

}  // namespace

Utf8Sequence next_utf8_sequence(std::string_view text) {
  const auto leading = static_cast<unsigned char>(text.front());
  if (leading <= 0x7F) return {1, true};
  for (const LeadingBytes& row : kSequences) {
    if (leading >= row.first && leading <= row.last) return match(row, text);
  }
  return {1, false};
}

bool is_valid_utf8(std::string_view text) {
  while (!text.empty()) {
    const Utf8Sequence sequence = next_utf8_sequence(text);
    if (!sequence.valid) return false;
    text.remove_prefix(sequence.bytes);
  }
  return true;
}

std::optional<std::string> to_latin1(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const auto [bytes, valid] = next_utf8_sequence(text);
    const auto leading = static_cast<unsigned char>(text.front());
    constexpr unsigned kLastLeading = 0xC3;  // of U+00FF
    if (!valid || leading > kLastLeading) return std::nullopt;
    const unsigned character =
        bytes == 1 ? leading
                   : (leading & 0x1FU) << 6U | (static_cast<unsigned char>(text[1]) & 0x3FU);
    out += static_cast<char>(character);
    text.remove_prefix(bytes);
  }
  return out;
}

std::string to_utf8(std::string_view bytes) {
  std::string text;
  while (!bytes.empty()) {
    const Utf8Sequence sequence = next_utf8_sequence(bytes);
    text += sequence.valid ? bytes.substr(0, sequence.bytes) : kReplacementCharacter;
    bytes.remove_prefix(sequence.bytes);
  }
  return text;
}

std::size_t count_characters(std::string_view text) {
  return text.size() - static_cast<std::size_t>(std::ranges::count_if(text, is_continuation));
}

std::size_t end_of_character(std::string_view text, std::size_t at) {
  constexpr std::size_t kMostBytes = 4;
  for (std::size_t end = at; end > 0 && at - end < kMostBytes; --end) {
    if (!is_continuation(text[end])) return end;
  }
  return at;
}

}  // namespace mockmeter
