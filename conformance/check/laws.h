#pragma once

#include <string_view>
#include <vector>

#include "conformance/check/scene.h"
#include "conformance/model/verdict.h"

namespace mockmeter::conformance {

/// What one law of a probe says of the answers: {"assert": "length", "at": "/days", "is": 31}. A
/// law that looks at many places says one thing of all of them, and names the first that breaks it.
/// Where there is nothing to look at, the law is broken. Throws std::invalid_argument when the law
/// is not written as its row in laws.cpp tells.
Check judge_law(const Json& law, const Scene& scene);

}  // namespace mockmeter::conformance
