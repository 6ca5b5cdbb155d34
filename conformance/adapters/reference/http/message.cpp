#include "conformance/adapters/reference/http/message.h"

#include <strings.h>

namespace reference {

std::string find_field(const Fields& fields, std::string_view name) {
  for (const auto& [candidate, value] : fields) {
    if (candidate.size() == name.size() &&
        strncasecmp(candidate.data(), name.data(), name.size()) == 0) {
      return value;
    }
  }
  return "";
}

}  // namespace reference
