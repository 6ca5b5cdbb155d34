#include "conformance/report/formats/markdown_text.h"

#include "base/text/ascii.h"
#include "base/text/utf8.h"

namespace mockmeter::conformance {
namespace {

constexpr std::size_t kMostOfASentence = 160;  // each byte of it may become six

/// Signs that Markdown or HTML would take for its own; as references they are text.
constexpr std::string_view kMarkdownSigns = "&<>\"'\\`*_[]|~#$";

}  // namespace

std::string escape_markdown(std::string_view text) {
  std::string out;
  for (const char c : printable(to_utf8(text))) {
    if (kMarkdownSigns.find(c) == kMarkdownSigns.npos) {
      out += c;
    } else {
      out += "&#" + std::to_string(static_cast<int>(c)) + ';';
    }
  }
  return out;
}

std::string truncate(const std::string& text, std::size_t most) {
  return text.size() <= most ? text : to_utf8(text.substr(0, most)) + "...";
}

std::string sentence(const std::string& text) {
  return escape_markdown(truncate(text, kMostOfASentence));
}

}  // namespace mockmeter::conformance
