#pragma once

#include <string>
#include <string_view>
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

struct Answer {
  int status = 0;
  Fields fields;
  std::string body;  ///< content codings undone
};

/// The value of the field of that name, whatever the case of its letters; empty = there is none.
std::string find_field(const Fields& fields, std::string_view name);

}  // namespace reference
