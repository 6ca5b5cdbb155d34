#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "conformance/model/json.h"

namespace mockmeter::conformance {

/// A value and where it stands.
struct At {
  std::string pointer;  ///< "/periods/0/consumption"
  const Json* value = nullptr;
};

/// What a pattern leads to, in order: a JSON Pointer in which a token `*` is every item of an array
/// or every member of an object. What is not there is left out. The document outlives the result.
std::vector<At> places(const Json& document, std::string_view pattern);

}  // namespace mockmeter::conformance
