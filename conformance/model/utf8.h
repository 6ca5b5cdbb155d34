#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace mockmeter::conformance {

/// UTF-8 whatever came: stray bytes become U+FFFD.
std::string to_utf8(std::string_view bytes);

std::size_t count_characters(std::string_view text);

/// The last end of a character up to there; of other bytes, there.
std::size_t end_of_character(std::string_view text, std::size_t at);

}  // namespace mockmeter::conformance
