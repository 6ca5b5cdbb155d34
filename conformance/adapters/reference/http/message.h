#pragma once

#include <strings.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace reference {

using Fields = std::vector<std::pair<std::string, std::string>>;

struct Request {
  std::string method;
  std::string target;  ///< path and query, encoded
  Fields fields;
  std::string body;
};

struct Response {
  int status = 0;
  Fields fields;
  std::string body;  ///< content codings undone
};

/// The value of the field of that name, whatever the case of its letters; empty = there is none.
inline std::string find_field(const Fields& fields, const std::string& name) {
  const auto field = std::ranges::find_if(fields, [&](const auto& candidate) {
    return strcasecmp(candidate.first.c_str(), name.c_str()) == 0;
  });
  return field == fields.end() ? "" : field->second;
}

}  // namespace reference
