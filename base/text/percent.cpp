#include "base/text/percent.h"

#include "base/text/ascii.h"

namespace mockmeter {
namespace {

void upper_hex(char& c) { c = c >= 'a' && c <= 'f' ? static_cast<char>(c - 'a' + 'A') : c; }

/// Source: RFC 3986 section 2.3.
bool is_unreserved(char c) {
  constexpr std::string_view kMarks = "-._~";
  return is_digit(c) || is_letter(c) || kMarks.find(c) != kMarks.npos;
}

/// Appends what was encoded, up to the end or to the first broken escape, whose place it returns.
std::size_t append_decoded(std::string& out, std::string_view text, bool plus_is_space) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '+' && plus_is_space) {
      out += ' ';
    } else if (text[at] != '%') {
      out += text[at];
    } else if (is_escape(text, at)) {
      out += static_cast<char>(hex_value(text[at + 1]) * 16 + hex_value(text[at + 2]));
      at += 2;
    } else {
      return at;
    }
  }
  return text.size();
}

}  // namespace

bool is_escape(std::string_view text, std::size_t at) {
  return text[at] == '%' && at + 2 < text.size() && hex_value(text[at + 1]) >= 0 &&
         hex_value(text[at + 2]) >= 0;
}

std::string percent_encoded(std::string_view text, HexCase digits) {
  std::string encoded;
  for (const char c : text) {
    if (is_unreserved(c)) {
      encoded += c;
    } else {
      encoded += '%';
      append_hex(encoded, static_cast<unsigned char>(c), 2);
    }
  }
  return digits == HexCase::kUpper ? with_upper_hex(encoded) : encoded;
}

std::optional<std::string> percent_decode(std::string_view text, bool plus_is_space) {
  std::string out;
  out.reserve(text.size());
  if (append_decoded(out, text, plus_is_space) != text.size()) return std::nullopt;
  return out;
}

std::string percent_decoded(std::string_view text, bool plus_is_space) {
  std::string out;
  while (!text.empty()) {
    const std::size_t broken = append_decoded(out, text, plus_is_space);
    out += text.substr(broken, 1);
    text.remove_prefix(broken == text.size() ? broken : broken + 1);
  }
  return out;
}

std::string normalize_escapes(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const std::string_view next = text.substr(0, is_escape(text, 0) ? 3 : 1);
    const std::string decoded = percent_decoded(next);
    out += is_unreserved(decoded.front()) ? decoded : with_upper_hex(next);
    text.remove_prefix(next.size());
  }
  return out;
}

std::string with_upper_hex(std::string_view text) {
  std::string out(text);
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (!is_escape(text, at)) continue;
    upper_hex(out[at + 1]);
    upper_hex(out[at + 2]);
  }
  return out;
}

}  // namespace mockmeter
