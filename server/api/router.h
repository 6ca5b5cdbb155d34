#pragma once

#include <memory>
#include <span>
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
    /// What the path offers to other methods; empty: nothing, or no such path.
    std::vector<const Operation*> others;
  };
  /// HEAD finds what GET finds.
  Match match(std::string_view method, std::string_view raw_path) const;

 private:
  struct Node;
  std::unique_ptr<Node> root_;
  std::vector<const Provider*> providers_;
};

}  // namespace mockmeter
