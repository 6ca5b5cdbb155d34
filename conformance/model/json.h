#pragma once

#include <nlohmann/json.hpp>

namespace mockmeter::conformance {

/// JSON whose members keep the order in which they were written.
using Json = nlohmann::ordered_json;

}  // namespace mockmeter::conformance
