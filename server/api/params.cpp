#include "server/api/params.h"

#include <charconv>

namespace mockmeter {

std::optional<std::int64_t> parse_integer(std::string_view text) {
  if (text.starts_with('+')) {  // from_chars takes a minus, but no plus
    text.remove_prefix(1);
    if (text.starts_with('-')) return std::nullopt;
  }
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  if (value > kLargestExactInteger || value < -kLargestExactInteger) return std::nullopt;
  return value;
}

}  // namespace mockmeter
