#pragma once

#include <string>

namespace mockmeter {

/// One thing that is wrong in a document.
struct ValidationError {
  std::string pointer;   ///< JSON Pointer (RFC 6901) of the value
  std::string expected;  ///< in words: "an integer from 1 to 1000"
  std::string found;     ///< the value as JSON, cut when it is long, or "missing"

  bool operator==(const ValidationError&) const = default;
};

}  // namespace mockmeter
