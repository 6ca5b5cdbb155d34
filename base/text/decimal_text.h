#pragma once

#include <array>
#include <cstdio>
#include <string>

namespace mockmeter {

/// "12.50" for 12.5 and 2 places: rounded, with as many places behind the point as are asked for.
inline std::string decimal_text(double value, int places) {
  std::array<char, 400> text{};  // the largest double has 309 digits
  std::snprintf(text.data(), text.size(), "%.*f", places, value);
  return text.data();
}

}  // namespace mockmeter
