#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace mockmeter {

/// The largest integer that every JSON reader keeps exact: 2^53.
inline constexpr std::int64_t kLargestExactInteger = std::int64_t{1} << 53;

/// A decimal integer with an optional sign and nothing around it, at most 2^53 in size. Empty for
/// anything else.
/// Choice: integers beyond 2^53 are refused like text, because no client can mean them.
std::optional<std::int64_t> parse_integer(std::string_view text);

}  // namespace mockmeter
