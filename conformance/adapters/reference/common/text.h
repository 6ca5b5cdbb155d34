#pragma once

#include <string>
#include <string_view>

namespace reference {

/// Puts `by` in the place of every `what`, from the left. `what` must not be empty.
inline void replace_all(std::string& text, std::string_view what, std::string_view by) {
  for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size())) {
    text.replace(at, what.size(), by);
  }
}

/// Returns the text in another case; `change` is std::tolower or std::toupper.
inline std::string in_case(std::string text, int (*change)(int)) {
  for (char& c : text) c = static_cast<char>(change(static_cast<unsigned char>(c)));
  return text;
}

}  // namespace reference
