#pragma once

#include <string_view>

namespace mockmeter {

/// "Service Unavailable" for 503: the name of an error status; that of its class when it has none.
/// Source: IANA HTTP Status Code Registry.
std::string_view reason_phrase(int status);

}  // namespace mockmeter
