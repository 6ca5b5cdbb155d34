#pragma once

#include <array>
#include <charconv>
#include <cstdio>
#include <optional>
#include <string>
#include <string_view>

namespace mockmeter {

/// The number that the whole of a text is: digits, for a signed type with a minus before them.
/// Empty when it is anything else, or does not fit.
template <typename Number>
std::optional<Number> whole_number(std::string_view text, int base = 10) {
  Number number{};
  const char* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, number, base);
  return error == std::errc() && stop == end ? std::optional(number) : std::nullopt;
}

/// "12.50" for 12.5 and 2 places: rounded, with as many places behind the point as are asked for.
inline std::string decimal_text(double value, int places) {
  std::array<char, 400> text{};  // the largest double has 309 digits
  std::snprintf(text.data(), text.size(), "%.*f", places, value);
  return text.data();
}

}  // namespace mockmeter
