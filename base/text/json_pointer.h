#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mockmeter {

/// The tokens of a JSON Pointer (RFC 6901). Throws std::invalid_argument when it is none.
std::vector<std::string> pointer_tokens(std::string_view pointer);

/// `pointer` with one more token.
std::string below(const std::string& pointer, std::string_view token);

/// A token as the index of an item; empty when it is none.
std::optional<std::size_t> as_index(std::string_view token);

/// A value and where it stands. The type is that of a document, const or not.
template <typename Document>
struct JsonMatch {
  std::string pointer;  ///< "/periods/0/consumption"
  Document* value = nullptr;
};

/// The member or the item that a token names; null when there is none.
template <typename Document>
Document* child_at(Document& value, const std::string& token) {
  if (value.is_array()) {
    const auto index = as_index(token);
    return index && *index < value.size() ? &value[*index] : nullptr;
  }
  if (!value.is_object()) return nullptr;
  const auto member = value.find(token);
  return member == value.end() ? nullptr : &*member;
}

/// One step from `parent` down, see resolve_pattern().
template <typename Document>
void step_below(const JsonMatch<Document>& parent, const std::string& token,
                std::vector<JsonMatch<Document>>& found) {
  Document& value = *parent.value;
  if (token == "*" && value.is_structured()) {
    for (auto& [name, child] : value.items())
      found.push_back({below(parent.pointer, name), &child});
  } else if (Document* const child = child_at(value, token)) {
    found.push_back({below(parent.pointer, token), child});
  }
}

/// What a pattern leads to, in order: a JSON Pointer in which a token `*` is every item of an array
/// or every member of an object. What is not there is left out. The document outlives the result.
template <typename Document>
std::vector<JsonMatch<Document>> resolve_pattern(Document& document, std::string_view pattern) {
  std::vector<JsonMatch<Document>> found{{"", &document}};
  for (const std::string& token : pointer_tokens(pattern)) {
    std::vector<JsonMatch<Document>> next;
    for (const JsonMatch<Document>& parent : found) step_below(parent, token, next);
    found = std::move(next);
  }
  return found;
}

}  // namespace mockmeter
