#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace mockmeter {

/// The codings of RFC 9110 section 8.4.1 that zlib knows.
enum class ContentCoding { kGzip, kDeflate };

/// The bytes behind a coding; empty when they are broken, cut, followed by others or more than
/// `limit` bytes. Thread-safe.
std::optional<std::string> decompress(std::string_view bytes, ContentCoding coding,
                                      std::size_t limit);

}  // namespace mockmeter
