#include "server/api/params.h"

#include "base/text/whole_number.h"

namespace mockmeter {

std::optional<std::int64_t> parse_integer(std::string_view text) {
  if (text.starts_with('+')) {  // a minus is taken below, but no plus
    text.remove_prefix(1);
    if (text.starts_with('-')) return std::nullopt;
  }
  const auto value = whole_number<std::int64_t>(text);
  if (value && (*value > kLargestExactInteger || *value < -kLargestExactInteger)) return {};
  return value;
}

}  // namespace mockmeter
