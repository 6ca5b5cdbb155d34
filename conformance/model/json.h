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

/// Of each level in a document that people may read.
inline constexpr int kJsonIndent = 2;

/// JSON with each level `indent` deeper, or on one line when it is negative. What a client sent may
/// be any bytes: those that are no UTF-8 become U+FFFD.
inline std::string json_text(const Json& document, int indent = -1) {
  return document.dump(indent, ' ', false, Json::error_handler_t::replace);
}

}  // namespace mockmeter::conformance
