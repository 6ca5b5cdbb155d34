#pragma once

#include <string>
#include <string_view>

namespace reference {

/// Percent-encodes all but the unreserved characters of RFC 3986 2.3 and those of `keep`.
std::string percent_encode(std::string_view text, std::string_view keep = "");

/// The same for one segment of a path: "." and ".." do not stay what they mean there.
std::string encode_segment(std::string_view text);

}  // namespace reference
