#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace mockmeter {

/// Appends the decimal digits of `value`.
void append_int(std::string& out, std::int64_t value);

/// Appends `text` as a JSON string with its quotes. Invalid UTF-8 becomes U+FFFD.
void append_quoted(std::string& out, std::string_view text);

/// Appends numerator/10^places as a JSON number without trailing zeros: (5806, 3) gives 5.806.
void append_decimal(std::string& out, std::int64_t numerator, int places);

}  // namespace mockmeter
