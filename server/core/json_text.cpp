#include "server/core/json_text.h"

#include <array>
#include <charconv>

namespace mockmeter {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";  // U+FFFD

constexpr bool is_plain(unsigned char c) { return c >= 0x20 && c < 0x80 && c != '"' && c != '\\'; }

void append_escaped(std::string& out, unsigned char c) {
  constexpr std::string_view kPlainNames = "\"\\\b\f\n\r\t";
  constexpr std::string_view kShortNames = "\"\\bfnrt";
  const std::size_t known = kPlainNames.find(static_cast<char>(c));
  if (known != std::string_view::npos) {
    out += '\\';
    out += kShortNames[known];
    return;
  }
  out += "\\u00";
  out += "0123456789abcdef"[c >> 4U];
  out += "0123456789abcdef"[c & 0xfU];
}

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

struct Sequence {
  std::size_t bytes;  // how many belong together, at least one
  bool valid;
};

Sequence match(const LeadingBytes& row, std::string_view text) {
  for (std::size_t i = 1; i < row.length; ++i) {
    const auto low = i == 1 ? row.second_first : static_cast<unsigned char>(0x80);
    const auto high = i == 1 ? row.second_last : static_cast<unsigned char>(0xBF);
    if (i >= text.size()) return {i, false};
    const auto c = static_cast<unsigned char>(text[i]);
    if (c < low || c > high) return {i, false};
  }
  return {row.length, true};
}

/// The sequence at the start of `text`, which begins with a byte above 7F.
Sequence next_sequence(std::string_view text) {
  const auto leading = static_cast<unsigned char>(text.front());
  for (const LeadingBytes& row : kSequences) {
    if (leading >= row.first && leading <= row.last) return match(row, text);
  }
  return {1, false};
}

std::size_t plain_length(std::string_view text) {
  std::size_t length = 0;
  while (length < text.size() && is_plain(static_cast<unsigned char>(text[length]))) ++length;
  return length;
}

/// Appends the first piece of a text that does not begin plainly; returns its length.
std::size_t append_special(std::string& out, std::string_view text) {
  const auto c = static_cast<unsigned char>(text.front());
  if (c < 0x80) {
    append_escaped(out, c);
    return 1;
  }
  const Sequence sequence = next_sequence(text);
  out += sequence.valid ? text.substr(0, sequence.bytes) : kReplacement;
  return sequence.bytes;
}

}  // namespace

void append_int(std::string& out, std::int64_t value) {
  std::array<char, 20> digits;
  const auto result = std::to_chars(digits.data(), digits.data() + digits.size(), value);
  out.append(digits.data(), result.ptr);
}

void append_quoted(std::string& out, std::string_view text) {
  out += '"';
  while (!text.empty()) {
    const std::size_t plain = plain_length(text);
    out += text.substr(0, plain);
    text.remove_prefix(plain);
    if (!text.empty()) text.remove_prefix(append_special(out, text));
  }
  out += '"';
}

void append_decimal(std::string& out, std::int64_t numerator, int places) {
  while (places > 0 && numerator % 10 == 0) {
    numerator /= 10;
    --places;
  }
  if (places <= 0) return append_int(out, numerator);
  if (numerator < 0) out += '-';
  std::string digits;
  append_int(digits, numerator);
  if (numerator < 0) digits.erase(0, 1);
  const auto behind_point = static_cast<std::size_t>(places);
  if (digits.size() <= behind_point) digits.insert(0, behind_point + 1 - digits.size(), '0');
  digits.insert(digits.size() - behind_point, 1, '.');
  out += digits;
}

}  // namespace mockmeter
