#pragma once

#include <nlohmann/json.hpp>

namespace reference {

/// JSON whose members keep the order in which they were written.
using Json = nlohmann::ordered_json;

}  // namespace reference
