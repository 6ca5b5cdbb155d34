#pragma once

#include <nlohmann/json.hpp>
#include <string_view>

namespace reference {

/// JSON whose members keep the order in which they were written.
using Json = nlohmann::ordered_json;

/// Returns nullptr when the value is no object, or its member of that name is absent or null.
inline const Json* find_member(const Json& object, std::string_view name) {
  const auto member = object.is_object() ? object.find(name) : object.end();
  return member == object.end() || member->is_null() ? nullptr : &*member;
}

}  // namespace reference
