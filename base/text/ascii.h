#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>

namespace mockmeter {

// What a byte is in ASCII, whatever the locale says.

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

constexpr bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

constexpr char to_lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// The value of a hexadecimal digit; -1 when it is none.
constexpr int hex_value(char c) {
  if (is_digit(c)) return c - '0';
  const char low = to_lower(c);
  return low >= 'a' && low <= 'f' ? low - 'a' + 10 : -1;
}

/// Appends the lowest `digits` hexadecimal digits of a number, in lower case.
inline void append_hex(std::string& out, std::uint64_t number, int digits) {
  for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
    out += "0123456789abcdef"[(number >> shift) & 0xfU];
  }
}

/// Tokens of HTTP have no case: names of fields, schemes.
constexpr bool equal_without_case(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return to_lower(x) == to_lower(y); });
}

inline std::string lower_case(std::string_view text) {
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(), to_lower);
  return lower;
}

/// Without the blanks and tabs around it.
constexpr std::string_view trimmed(std::string_view text) {
  const std::size_t first = std::min(text.find_first_not_of(" \t"), text.size());
  return text.substr(first, text.find_last_not_of(" \t") + 1 - first);
}

/// The value of the first of these pairs that has this name, which has no case; null when none has.
template <typename Fields>
constexpr auto find_field(const Fields& fields, std::string_view name)
    -> decltype(&fields.begin()->second) {
  for (const auto& field : fields) {
    if (equal_without_case(field.first, name)) return &field.second;
  }
  return nullptr;
}

/// The fields of a temporary would be gone.
template <typename Fields>
void find_field(const Fields&& fields, std::string_view name) = delete;

/// On one line: requests may hold what would turn a terminal upside down.
inline std::string printable(std::string text) {
  const auto is_control = [](char c) { return (c >= 0 && c < ' ') || c == '\x7f'; };
  std::replace_if(text.begin(), text.end(), is_control, '?');
  return text;
}

}  // namespace mockmeter
