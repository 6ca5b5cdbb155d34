#pragma once

#include <cstddef>
#include <nlohmann/json.hpp>
#include <optional>
#include <string_view>

namespace mockmeter {

/// JSON whose members keep the order in which they were written, as the vendors' do.
/// For everything that is not hot; long series are written straight to text.
using Json = nlohmann::ordered_json;

/// Bounds that no document of use comes near. nlohmann walks a value by recursion, and looks
/// through all members before it adds one: whoever sends a deep or a wide document could overflow
/// the stack, or keep a thread for minutes.
inline constexpr std::size_t kDeepestJson = 64;
inline constexpr std::size_t kMostMembers = 1024;  ///< of one object

/// Whether `text` is over a bound, as far as it is JSON. Linear, without allocation.
bool is_outsized_json(std::string_view text);

/// Reads JSON that came from outside; empty when it is none or outsized.
std::optional<Json> parse_json(std::string_view text);

}  // namespace mockmeter
