#pragma once

#include <string_view>

namespace mockmeter {

/// Whether an Accept-Encoding value allows gzip, by its name or "*", and likes it no less than
/// "identity", where that is named.
/// Source: RFC 9110 section 12.5.3.
bool accepts_gzip(std::string_view accept_encoding);

}  // namespace mockmeter
