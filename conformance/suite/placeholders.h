#pragma once

#include <functional>
#include <optional>
#include <string_view>

#include "conformance/model/json.h"

namespace mockmeter::conformance {

/// What begins the names that roles fill: "input.org".
inline constexpr std::string_view kInputPrefix = "input.";

/// The value of a name; empty = the placeholder stays for a later filling.
using ValueOf = std::function<std::optional<Json>(std::string_view name)>;

/// Fills every ${name} in the texts and member names of a document. A text that is nothing but
/// ${name} becomes the value itself, anywhere else the value is written into the text: strings as
/// they are, numbers and booleans as JSON. Throws std::invalid_argument for a value that fits into
/// no text, and what `value_of` throws.
Json fill(const Json& document, const ValueOf& value_of);

/// The same with the values that `known` has by name; every other placeholder stays.
Json fill_known(const Json& document, const Json& known);

/// Whether a name is one that only staging knows: random.text, random.id, random.count,
/// random.token, port, second_server.port, in_4s.imf_fixdate, in_4s.rfc850_date,
/// in_4s.asctime_date.
bool is_case_placeholder(std::string_view name);

/// Whether a name is one that only asking a server fills: an instant ("now-7d", see
/// instant_text.h), a part of an earlier response ("users:/0/id"), or what a role has ("input.org";
/// with a '?' behind it the parameter is left out when nobody knows).
bool is_probe_placeholder(std::string_view name);

/// Whether a placeholder stays for a later filling.
using IsLater = bool (*)(std::string_view name);

/// Fills the columns of a row, and leaves what is filled later. Throws std::invalid_argument naming
/// a placeholder that is neither.
Json fill_columns(const Json& document, const Json& row, IsLater is_later = is_case_placeholder);

}  // namespace mockmeter::conformance
