#include <algorithm>
#include <stdexcept>

#include "server/api/operation.h"

namespace mockmeter {

const std::string& Call::path_param(std::string_view name) const {
  const auto found = std::find_if(path.begin(), path.end(),
                                  [name](const auto& param) { return param.first == name; });
  if (found == path.end()) {
    throw std::logic_error("route of " + std::string(operation.id) + " has no {" +
                           std::string(name) + "}");
  }
  return found->second;
}

}  // namespace mockmeter
