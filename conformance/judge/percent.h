#pragma once

#include <string>
#include <string_view>

namespace mockmeter::conformance {

/// Undoes %41; a % that no two hexadecimal digits follow stays. Source: RFC 3986 section 2.1.
std::string percent_decoded(std::string_view text);

/// The same where a '+' is a blank: in names and values of a query that is made like a form.
std::string form_decoded(std::string_view text);

/// The text with the hexadecimal digits of %2f in upper case: "should be considered equivalent".
std::string with_upper_hex(std::string_view text);

}  // namespace mockmeter::conformance
