#pragma once

#include <map>
#include <string>
#include <string_view>

#include "conformance/model/json.h"

namespace mockmeter::conformance {

/// A text as HTML shows it, in an element or in a quoted attribute. Characters that nobody sees, or
/// that turn the text around them, are named instead: "[U+202E]"; stray bytes become U+FFFD.
std::string html(std::string_view text);

/// A document as a script element holds it: ASCII, without "<".
std::string script_json(const Json& document);

/// `page` with each {{name}} replaced, once: what is filled in is not looked at again. Throws
/// std::out_of_range for a name that `values` lacks.
std::string filled(std::string_view page, const std::map<std::string, std::string>& values);

}  // namespace mockmeter::conformance
