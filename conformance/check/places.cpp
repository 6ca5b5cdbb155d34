#include "conformance/check/places.h"

#include "conformance/judge/find.h"

namespace mockmeter::conformance {
namespace {

void add_children(const At& parent, std::vector<At>& found) {
  for (const auto& [name, child] : parent.value->items()) {
    found.push_back({below(parent.pointer, name), &child});
  }
}

void add_item(const At& parent, const std::string& token, std::vector<At>& found) {
  const Json& array = *parent.value;
  if (token.empty() || token.find_first_not_of("0123456789") != token.npos || token.size() > 6) {
    return;
  }
  const auto index = static_cast<std::size_t>(std::stoul(token));
  if (index < array.size()) found.push_back({below(parent.pointer, token), &array[index]});
}

void add_member(const At& parent, const std::string& token, std::vector<At>& found) {
  const auto member = parent.value->find(token);
  if (member != parent.value->end()) found.push_back({below(parent.pointer, token), &*member});
}

void resolve_token(const At& parent, const std::string& token, std::vector<At>& found) {
  if (!parent.value->is_structured()) return;
  if (token == "*") return add_children(parent, found);
  parent.value->is_array() ? add_item(parent, token, found) : add_member(parent, token, found);
}

}  // namespace

std::vector<At> places(const Json& document, std::string_view pattern) {
  std::vector<At> found{{"", &document}};
  for (const std::string& token : pointer_tokens(pattern)) {
    std::vector<At> next;
    for (const At& parent : found) resolve_token(parent, token, next);
    found = std::move(next);
  }
  return found;
}

}  // namespace mockmeter::conformance
