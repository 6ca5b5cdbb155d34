#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "server/api/operation.h"

namespace mockmeter {

/// Finds the operation for a method and a raw path. Static segments win over {parameters}.
/// Immutable after construction.
class Router {
 public:
  explicit Router(std::span<const Provider* const> providers);

  struct Match {
    const Provider* provider = nullptr;    ///< whose path space it is; null = nobody's
    const Operation* operation = nullptr;  ///< null: no such path, or not with this method
    PathParams params;
    bool bad_encoding = false;            ///< a parameter that is not decodable or not UTF-8
    std::vector<const Operation*> others;  ///< same path, other methods: 405 when operation is null
  };
  Match match(std::string_view method, std::string_view raw_path) const;

 private:
  struct Node;
  std::vector<Node> nodes_;
  std::vector<const Provider*> providers_;
};

}  // namespace mockmeter
