#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace mockmeter::conformance {

/// JSON whose members keep the order in which they were written.
using Json = nlohmann::ordered_json;

/// A text as it is, anything else as JSON. Throws when it is no UTF-8: for what is ours.
inline std::string text_of(const Json& value) {
  return value.is_string() ? value.get<std::string>() : value.dump();
}

/// A member that is a text; empty when there is none.
inline std::string text_of(const Json& object, const char* member) {
  return object.value(member, std::string());
}

/// A member that is a text, and is there.
inline std::string text_in(const Json& object, const char* member) {
  return object[member].get<std::string>();
}

}  // namespace mockmeter::conformance
