#pragma once

#include <string>
#include <string_view>

namespace mockmeter {

/// The 32 bytes of the digest. Source: FIPS 180-4.
std::string sha256(std::string_view bytes);

}  // namespace mockmeter
