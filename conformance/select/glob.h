#pragma once

#include <string_view>

namespace mockmeter::conformance {

/// Whether a pattern fits the whole text: `*` is any characters but '/', `**` any at all. A pattern
/// that fits what stands before a '[' fits too: "acme/*/period-count" are all rows of that case.
bool matches_glob(std::string_view pattern, std::string_view text);

}  // namespace mockmeter::conformance
