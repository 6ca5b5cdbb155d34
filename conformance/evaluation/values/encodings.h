#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace mockmeter::conformance {

/// With the two digits of base64 that URLs use: RFC 4648 section 5.
std::string with_url_digits(std::string base64);

/// The digits that these bytes give by themselves, wherever they stand in what is encoded: one text
/// for each way to begin within a group of three. Of a short text none is left.
std::vector<std::string> base64_cores(std::string_view bytes);

/// As it stands within a string of JSON. `in_ascii`: other characters are escaped, too.
std::string escape_json(std::string_view text, bool in_ascii);

/// How else a text may stand within another: percent-encoded, as in a form, escaped as in JSON, in
/// base64. The text itself is the first; none is there twice.
std::vector<std::string> encodings(std::string_view text);

}  // namespace mockmeter::conformance
