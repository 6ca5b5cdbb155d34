#pragma once

#include <map>
#include <nlohmann/json.hpp>
#include <regex>
#include <string>

namespace mockmeter {

/// Every pattern of a schema, ready to match. Matching is thread-safe. Not of RE2, as patterns from
/// outside are: it refuses what a vendor documents, {1,60} within {0,99}.
using Patterns = std::map<std::string, std::regex>;

/// Whether a pattern is found in a text, which has at most 1024 bytes: std::regex recurses once for
/// each character, and a longer one would overflow the stack.
bool matches(const Patterns& patterns, const std::string& pattern, const std::string& text);

/// Puts into each sub-schema, as its "description", its own JSON Pointer, so that a fault found
/// later can be traced to the words of the schema. Returns the patterns met on the way.
/// Throws std::invalid_argument for an unknown keyword or a pattern that is no regular expression.
Patterns annotate_schema(nlohmann::json& schema);

}  // namespace mockmeter
