#pragma once

#include <string>

#include "server/metering/json.h"

namespace mockmeter {

/// What a schema asks of a value itself (not of what is inside it), in plain words:
/// "one of: free, paid", "an integer from 1 to 1000", "a string matching ^[a-z]+$".
std::string expected_words(const Json& schema);

/// A value as JSON on one line, at most 80 bytes and an ellipsis.
std::string found_words(const Json& value);

/// `member "colour"`.
std::string member_words(const std::string& name);

}  // namespace mockmeter
