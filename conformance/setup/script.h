#pragma once

#include <string>
#include <vector>

#include "conformance/model/json.h"
#include "mockmeter/scripted_response.h"

namespace mockmeter::conformance {

/// The bytes of a scripted response's body, from its `example`, `json` or `text` and, in this
/// order, `repeat`, `set`, `remove` and `spell`; empty when it has none of them. Throws
/// std::invalid_argument that names the member which cannot be followed.
std::string body_of(const Json& response);

/// The responses of a script of schemas/case.json, every placeholder filled. Throws
/// std::invalid_argument that names the response which cannot be made.
std::vector<ScriptedResponse> read_script(const Json& script);

}  // namespace mockmeter::conformance
