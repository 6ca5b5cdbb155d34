#pragma once

#include <string>

#include "conformance/model/json.h"

namespace mockmeter::conformance {

/// The bytes of a scripted answer's body, from its `example`, `json` or `text` and, in this order,
/// `repeat`, `set`, `remove` and `spell`; empty when it has none of them. Throws
/// std::invalid_argument that names the member which cannot be followed.
std::string body_of(const Json& answer);

/// Whether the body is JSON, so that it goes without saying which type it has.
bool has_json_body(const Json& answer);

}  // namespace mockmeter::conformance
