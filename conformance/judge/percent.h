#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace mockmeter::conformance {

/// Whether a '%' and two hexadecimal digits stand there. Source: RFC 3986 section 2.1.
bool is_escape(std::string_view text, std::size_t at);

enum class HexCase { kUpper, kLower };

/// Every byte as %2F but for what needs no escape anywhere. Source: RFC 3986 section 2.3.
std::string percent_encoded(std::string_view text, HexCase digits = HexCase::kUpper);

/// Undoes %41; a % that no two hexadecimal digits follow stays. Source: RFC 3986 section 2.1.
std::string percent_decoded(std::string_view text);

/// The same where a '+' is a blank: in names and values of a query that is made like a form.
std::string form_decoded(std::string_view text);

/// The text with the hexadecimal digits of %2f in upper case: "should be considered equivalent".
std::string with_upper_hex(std::string_view text);

}  // namespace mockmeter::conformance
