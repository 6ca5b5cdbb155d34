#include "server/api/router.h"

#include <cstddef>
#include <stdexcept>
#include <utility>

#include "base/tables.h"
#include "base/text/percent.h"
#include "base/text/utf8.h"

namespace mockmeter {

/// One segment of the tree: what may follow, and what ends here.
struct Router::Node {
  struct End {
    std::string_view route;  // the operation's path, or its alias
    const Operation* operation;
  };
  std::vector<std::pair<std::string_view, std::unique_ptr<Node>>> statics;
  std::unique_ptr<Node> parameter;
  std::vector<End> ends;
};

namespace {

/// Cuts the first segment off `path`, which begins with '/'.
std::string_view next_segment(std::string_view& path) {
  path.remove_prefix(1);
  const std::string_view segment = path.substr(0, path.find('/'));
  path.remove_prefix(segment.size());
  return segment;
}

template <typename Node>
Node& child_for(Node& node, std::string_view segment) {
  if (is_path_parameter(segment)) {
    if (!node.parameter) node.parameter = std::make_unique<Node>();
    return *node.parameter;
  }
  for (auto& [text, child] : node.statics) {
    if (text == segment) return *child;
  }
  return *node.statics.emplace_back(segment, std::make_unique<Node>()).second;
}

template <typename Node>
void add_route(Node& root, std::string_view path, const Operation& operation) {
  Node* node = &root;
  for (std::string_view rest = path; !rest.empty();) node = &child_for(*node, next_segment(rest));
  node->ends.push_back({path, &operation});
}

template <typename Node>
const Node* find_node(const Node& node, std::string_view path) {
  if (path.empty()) return node.ends.empty() ? nullptr : &node;
  const std::string_view segment = next_segment(path);
  for (const auto& [text, child] : node.statics) {
    if (text == segment) {
      if (const Node* found = find_node(*child, path)) return found;
    }
  }
  return node.parameter && !segment.empty() ? find_node(*node.parameter, path) : nullptr;
}

/// The provider with the longest space that `path` lies in; null when there is none.
const Provider* owner_of(std::span<const Provider* const> providers, std::string_view path) {
  const Provider* owner = nullptr;
  std::size_t longest = 0;
  for (const Provider* provider : providers) {
    for (const std::string_view space : provider->path_prefixes) {
      if (space.size() <= longest || !path.starts_with(space)) continue;
      owner = provider;
      longest = space.size();
    }
  }
  return owner;
}

/// Reads the {parameters} of the route that was taken. False when one cannot be decoded.
bool read_params(std::string_view route, std::string_view path, PathParams& params) {
  while (!route.empty()) {
    const std::string_view name = next_segment(route);
    const std::string_view raw = next_segment(path);
    if (!is_path_parameter(name)) continue;
    auto value = percent_decode(raw, false);
    if (!value || !is_valid_utf8(*value)) return false;
    params.emplace_back(name.substr(1, name.size() - 2), std::move(*value));
  }
  return true;
}

}  // namespace

Router::Router(std::span<const Provider* const> providers)
    : root_(std::make_unique<Node>()), providers_(providers.begin(), providers.end()) {
  for (const Provider* provider : providers_) {
    for (const Operation& operation : provider->operations) {
      add_route(*root_, operation.path, operation);
      if (!operation.alias.empty()) add_route(*root_, operation.alias, operation);
    }
  }
}

Router::~Router() = default;

Router::Match Router::match(std::string_view method, std::string_view raw_path) const {
  Match match;
  match.provider = owner_of(providers_, raw_path);
  const Node* node = raw_path.starts_with('/') ? find_node(*root_, raw_path) : nullptr;
  if (node == nullptr) return match;

  const std::string_view wanted = method == "HEAD" ? "GET" : method;
  std::string_view route;
  for (const Node::End& end : node->ends) {
    if (end.operation->method != wanted) {
      match.others.push_back(end.operation);
    } else {
      match.operation = end.operation;
      route = end.route;
    }
  }
  match.bad_encoding = match.operation != nullptr && !read_params(route, raw_path, match.params);
  return match;
}

const std::string& OperationRequest::path_param(std::string_view name) const {
  const auto* const found = find_by(path, &PathParams::value_type::first, name);
  if (found != nullptr) return found->second;
  throw std::logic_error("route of " + std::string(operation.id) + " has no {" + std::string(name) +
                         "}");
}

}  // namespace mockmeter
