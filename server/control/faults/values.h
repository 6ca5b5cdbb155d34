#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace mockmeter {

/// The values of faults and of their options. Each is empty for anything that is not exactly one.

std::optional<std::uint64_t> read_count(std::string_view text);        ///< up to a billion
std::optional<std::uint32_t> read_probability(std::string_view text);  ///< in millionths
std::optional<std::int64_t> read_error_status(std::string_view text);  ///< 400 to 599
std::optional<std::int64_t> read_duration(std::string_view text);      ///< "300ms", in ms
std::optional<std::int64_t> read_size(std::string_view text);          ///< "64", "1kB", in bytes
std::optional<std::int64_t> read_rate(std::string_view text);          ///< a size above 0
std::optional<std::int64_t> read_field_value(std::string_view text);   ///< of a header; gives 0

}  // namespace mockmeter
