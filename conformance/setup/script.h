#pragma once

#include <vector>

#include "conformance/model/json.h"
#include "mockmeter/scripted_answer.h"

namespace mockmeter::conformance {

/// The answers of a script of schemas/case.json, every placeholder filled. Throws
/// std::invalid_argument that names the answer which cannot be made.
std::vector<ScriptedAnswer> read_script(const Json& script);

}  // namespace mockmeter::conformance
