#pragma once

#include <optional>
#include <string_view>

#include "conformance/model/json.h"

namespace mockmeter::conformance {

/// Reads JSON from outside without changing a number. A number stays one when Json holds the very
/// value: integers of 64 bits, and decimals whose nearest double is written with the same digits
/// (5.806, 1E+2) and that have an exponent of nine digits at most. Any other becomes the string of
/// its spelling: "18446744073709551616", "9007199254740993.0", "0.10000000000000000001".
///
/// Empty when it is no JSON, is deeper than 512, has an object of more than 1024 members, or a
/// number beyond the largest double, which the parser refuses. Of members with the same name the
/// last one counts.
std::optional<Json> parse_exactly(std::string_view text);

}  // namespace mockmeter::conformance
