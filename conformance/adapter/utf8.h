#pragma once

#include <string>
#include <string_view>

namespace mockmeter::conformance {

/// UTF-8 whatever came: stray bytes become U+FFFD.
std::string to_utf8(std::string_view bytes);

}  // namespace mockmeter::conformance
