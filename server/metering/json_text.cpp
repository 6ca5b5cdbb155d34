#include "server/metering/json_text.h"

#include "base/text/ascii.h"
#include "base/text/utf8.h"

namespace mockmeter {
namespace {

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
  out += "\\u";
  append_hex(out, c, 4);
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
  const Utf8Sequence sequence = next_utf8_sequence(text);
  out += sequence.valid ? text.substr(0, sequence.bytes) : kReplacementCharacter;
  return sequence.bytes;
}

}  // namespace

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

void append_separator(std::string& out) {
  if (out.back() != '{' && out.back() != '[') out += ',';
}

void append_name(std::string& out, std::string_view name) {
  append_separator(out);
  out.append(1, '"').append(name).append("\":");
}

void append_member(std::string& out, std::string_view name, std::int64_t value) {
  append_name(out, name);
  append_int(out, value);
}

void append_member(std::string& out, std::string_view name, std::string_view text) {
  append_name(out, name);
  append_quoted(out, text);
}

void append_nullable_member(std::string& out, std::string_view name, std::string_view text) {
  if (!text.empty()) return append_member(out, name, text);
  append_name(out, name);
  out += "null";
}

}  // namespace mockmeter
