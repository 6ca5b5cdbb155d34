#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace mockmeter {

/// Whether a '%' and two hexadecimal digits stand there. Source: RFC 3986 section 2.1.
bool is_escape(std::string_view text, std::size_t at);

enum class HexCase { kUpper, kLower };

/// Every byte as %2F but for what needs no escape anywhere. Source: RFC 3986 section 2.3.
std::string percent_encoded(std::string_view text, HexCase digits = HexCase::kUpper);

/// Undoes %41; empty when an escape is broken ("%", "%4", "%zz").
/// `plus_is_space`: in a query "+" means a space, in a path it does not.
std::optional<std::string> percent_decode(std::string_view text, bool plus_is_space);

/// The same as a lenient server does it: a % that no two hexadecimal digits follow stays.
std::string percent_decoded(std::string_view text, bool plus_is_space = false);

/// The text with the hexadecimal digits of %2f in upper case: "should be considered equivalent".
std::string with_upper_hex(std::string_view text);

/// The text with its escapes in the one form that RFC 3986 section 6.2.2 gives them: "%2d" is "-",
/// because it needs no escape, and "%2f" is "%2F". Dot segments stay.
std::string normalize_escapes(std::string_view text);

}  // namespace mockmeter
