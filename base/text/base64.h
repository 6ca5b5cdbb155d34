#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace mockmeter {

/// Base64 with padding. Source: RFC 4648 section 4.
std::string base64_encode(std::string_view bytes);

/// The bytes behind canonical base64; empty when a character, the padding or the length is wrong,
/// or when the bits that padding leaves over are not zero.
std::optional<std::string> base64_decode(std::string_view text);

}  // namespace mockmeter
