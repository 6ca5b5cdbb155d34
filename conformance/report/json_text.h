#pragma once

#include <string>

#include "conformance/model/json.h"

namespace mockmeter::conformance {

/// Of each level in a document that people may read.
inline constexpr int kJsonIndent = 2;

/// JSON with each level `indent` deeper, or on one line when it is negative. What a client sent may
/// be any bytes: those that are no UTF-8 become U+FFFD.
inline std::string json_text(const Json& document, int indent = -1) {
  return document.dump(indent, ' ', false, Json::error_handler_t::replace);
}

}  // namespace mockmeter::conformance
