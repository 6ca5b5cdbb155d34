#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "server/api/operation.h"

namespace mockmeter {

/// Finds the operation for a method and a raw path in a tree of segments. Static segments win
/// over {parameters}; an empty segment matches nothing. Immutable after construction.
class Router {
 public:
  explicit Router(std::span<const Provider* const> providers);
  ~Router();

  struct Match {
    const Provider* provider = nullptr;    ///< whose path space it is; null = nobody's
    const Operation* operation = nullptr;  ///< null: no such path, or not with this method
    PathParams params;                     ///< of `operation`
    bool bad_encoding = false;             ///< a parameter is not decodable, or not UTF-8
    std::string allow;  ///< the methods of this path, "GET, POST"; empty when there is no such path
  };
  /// HEAD finds what GET finds.
  Match match(std::string_view method, std::string_view raw_path) const;

 private:
  struct Node;
  std::unique_ptr<Node> root_;
  std::vector<const Provider*> providers_;
};

}  // namespace mockmeter
