#pragma once

#include <string>

namespace mockmeter::conformance {

/// Whether a foreign text matches somewhere (ECMAScript). std::regex recurses once for each
/// character, so a text of more than 1024 bytes matches nothing. Throws std::regex_error.
bool matches(const std::string& text, const std::string& pattern);

}  // namespace mockmeter::conformance
