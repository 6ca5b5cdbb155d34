#pragma once

#include <nlohmann/json.hpp>

namespace mockmeter {

/// JSON whose members keep the order in which they were written, as the vendors' do.
/// For everything that is not hot; long series are written straight to text.
using Json = nlohmann::ordered_json;

}  // namespace mockmeter
