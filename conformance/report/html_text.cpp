#include <algorithm>
#include <array>
#include <cstdio>

#include "base/text/utf8.h"
#include "conformance/report/html_parts.h"

namespace mockmeter::conformance {
namespace {

struct Range {
  char32_t first;
  char32_t last;
};
/// Controls, marks of direction, and what has no width. The page's dom.js has the same ones.
constexpr std::array<Range, 8> kUnseen{{{0x00, 0x1f},
                                        {0x7f, 0x9f},
                                        {0xad, 0xad},
                                        {0x61c, 0x61c},
                                        {0x200b, 0x200f},
                                        {0x2028, 0x202e},
                                        {0x2060, 0x206f},
                                        {0xfeff, 0xfeff}}};

bool is_unseen(char32_t character) {
  return std::any_of(kUnseen.begin(), kUnseen.end(), [&](const Range& range) {
    return range.first <= character && character <= range.last;
  });
}

char32_t decode(std::string_view bytes) {
  const auto lead = static_cast<unsigned char>(bytes.front());
  char32_t character = bytes.size() == 1 ? lead : lead & (0x7fU >> bytes.size());
  for (const char byte : bytes.substr(1)) {
    character = (character << 6) | (static_cast<unsigned char>(byte) & 0x3fU);
  }
  return character;
}

std::string name_character(char32_t character) {
  std::array<char, 16> text{};
  std::snprintf(text.data(), text.size(), "[U+%04X]", static_cast<unsigned>(character));
  return text.data();
}

std::string escape_character(std::string_view character) {
  if (character == "&") return "&amp;";
  if (character == "<") return "&lt;";
  if (character == ">") return "&gt;";
  if (character == "\"") return "&quot;";
  if (character == "'") return "&#39;";
  const char32_t code = decode(character);
  return is_unseen(code) ? name_character(code) : std::string(character);
}

}  // namespace

std::string html(std::string_view text) {
  const std::string valid = to_utf8(text);
  std::string result;
  for (std::string_view rest = valid; !rest.empty();) {
    const std::size_t length = next_utf8_sequence(rest).bytes;
    result += escape_character(rest.substr(0, length));
    rest.remove_prefix(length);
  }
  return result;
}

std::string script_json(const Json& document) {
  const std::string text = document.dump(-1, ' ', true, Json::error_handler_t::replace);
  std::string result;
  result.reserve(text.size());
  for (const char c : text) {
    if (c == '<') {
      result += "\\u003c";
    } else {
      result += c;
    }
  }
  return result;
}

std::string filled(std::string_view page, const std::map<std::string, std::string>& values) {
  std::string result;
  while (true) {
    const std::size_t begin = page.find("{{");
    result += page.substr(0, begin);
    if (begin == page.npos) return result;
    const std::size_t end = page.find("}}", begin);
    result += values.at(std::string(page.substr(begin + 2, end - begin - 2)));
    page.remove_prefix(end + 2);
  }
}

}  // namespace mockmeter::conformance
