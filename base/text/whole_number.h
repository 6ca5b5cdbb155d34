#pragma once

#include <charconv>
#include <optional>
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

}  // namespace mockmeter
