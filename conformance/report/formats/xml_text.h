#pragma once

#include <string>
#include <string_view>

namespace mockmeter::conformance {

/// A text as XML has it between tags. Bytes that XML cannot carry become U+FFFD.
std::string xml_text(std::string_view text);
/// The same within the quotes of an attribute, line ends and tabs kept.
std::string xml_attribute(std::string_view text);

}  // namespace mockmeter::conformance
