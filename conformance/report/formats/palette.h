#pragma once

#include <string>
#include <string_view>

namespace mockmeter::conformance {

/// The escape sequences of a terminal; all empty where there is none.
struct Palette {
  std::string_view bold, red, yellow, green, dim, plain;
};
inline constexpr Palette kColored{"\x1b[1m",  "\x1b[1;31m", "\x1b[1;33m",
                                  "\x1b[32m", "\x1b[2m",    "\x1b[0m"};
inline constexpr Palette kPlain{};

/// The text in a color, one of the palette's.
inline std::string in(std::string_view color, const std::string& text, const Palette& palette) {
  return std::string(color).append(text).append(palette.plain);
}

}  // namespace mockmeter::conformance
