#pragma once

#include <string>
#include <string_view>

namespace mockmeter {

/// "text" with its quotes and without escapes: how messages for people cite what was sent.
inline std::string in_quotes(std::string_view text) { return '"' + std::string(text) + '"'; }

}  // namespace mockmeter
