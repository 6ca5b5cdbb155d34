#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace mockmeter::conformance {

/// A text that is shown as it is, wherever in Markdown it stands, in tables and in HTML too.
std::string escape_markdown(std::string_view text);

/// Its first `most` bytes, and "..." for the rest.
std::string truncate(const std::string& text, std::size_t most);

/// One that may be long, between the lines of a page.
std::string sentence(const std::string& text);

/// "| a | b |", of values that are escaped.
template <typename Values>
std::string table_row(const Values& values) {
  std::string text = "|";
  for (const auto& value : values) text += ' ' + std::string(value) + " |";
  return text + '\n';
}

}  // namespace mockmeter::conformance
